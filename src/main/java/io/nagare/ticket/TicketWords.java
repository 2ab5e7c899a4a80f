package io.nagare.ticket;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.link.LinkType;
import io.nagare.workflow.WordList;

/** The words of all tickets: priorities, as the tables have them, and kinds of links. */
@Component
class TicketWords implements WordList {

	private final TicketTypes types;

	private final PriorityScales scales;

	TicketWords(TicketTypes types, PriorityScales scales) {
		this.types = types;
		this.scales = scales;
	}

	@Override
	public Map<String, List<Word>> words() {
		Map<String, Word> priorities = new LinkedHashMap<>();
		for (TicketType<?, ?> type : this.types.all()) {
			this.scales.words(type).forEach((word) -> priorities.putIfAbsent(word, plain(word)));
		}
		return Map.of("priorities", List.copyOf(priorities.values()), "link_types",
				Arrays.stream(LinkType.values())
					.map((type) -> new Word(type.word(), Texts.label("link." + type.word()), null, List.of()))
					.toList());
	}

	/** A table names no other than its words. */
	private static Word plain(String word) {
		return new Word(word, new Label(word, word), null, List.of());
	}

}
