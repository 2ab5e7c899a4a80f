package io.nagare.ticket;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.workflow.WordList;

/** What people call the status of a ticket, and other words that models have. */
@Component
public class StatusLabels {

	private final List<WordList> words;

	StatusLabels(List<WordList> words) {
		this.words = words;
	}

	/** What people of that kind of tickets call the status; a model's own word else. */
	public Label of(Ticket ticket) {
		return ofStatus(ticket.kind(), ticket.status());
	}

	/** The same of a ticket of the kind in that status. */
	public Label ofStatus(String kind, String status) {
		return Texts.find("status." + kind + "." + status)
			.or(() -> Texts.find("status." + status))
			.or(() -> of(WordList.STATUSES, status))
			.orElse(Label.said(status));
	}

	/**
	 * What the models in force call a word; empty where none has it.
	 * @param list of the words of which field, such as {@code cause_codes}
	 */
	public Optional<Label> of(String list, String value) {
		return this.words.stream()
			.flatMap((all) -> all.words().getOrDefault(list, List.of()).stream())
			.filter((one) -> one.value().equals(value))
			.map(WordList.Word::label)
			.findFirst();
	}

}
