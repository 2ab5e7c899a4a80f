package io.nagare.ticket;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.workflow.WordList;

/** What people call the status of a ticket. */
@Component
public class StatusLabels {

	private final List<WordList> words;

	StatusLabels(List<WordList> words) {
		this.words = words;
	}

	/** What people of that kind of tickets call the status; a model's own word else. */
	public Label of(Ticket ticket) {
		String word = "status." + ticket.kind() + "." + ticket.status();
		return Texts.find(word)
			.or(() -> Texts.find("status." + ticket.status()))
			.or(() -> this.words.stream()
				.flatMap((list) -> list.words().getOrDefault("statuses", List.of()).stream())
				.filter((one) -> one.value().equals(ticket.status()))
				.map(WordList.Word::label)
				.findFirst())
			.orElse(Label.said(ticket.status()));
	}

}
