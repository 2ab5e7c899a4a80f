package io.nagare.ticket;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.shared.Texts;
import io.nagare.ticket.link.LinkType;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;

/**
 * The words of all tickets: priorities, as the tables have them, all together and those
 * of each type of tickets, the highest first, and kinds of links.
 */
@Component
class TicketWords implements WordList {

	static final String PRIORITIES = "priorities";

	private final TicketTypes types;

	private final PriorityScales scales;

	private final RetiredWords retired;

	TicketWords(TicketTypes types, PriorityScales scales, RetiredWords retired) {
		this.retired = retired;
		this.types = types;
		this.scales = scales;
	}

	@Override
	public Map<String, List<Word>> words() {
		Map<String, List<Word>> lists = new TreeMap<>();
		Map<String, Word> priorities = new LinkedHashMap<>();
		List<Word> earlier = this.retired.all()
			.getOrDefault(PRIORITIES, Map.of())
			.entrySet()
			.stream()
			.map((word) -> new Word(word.getKey(), word.getValue().label(), null, List.of())
				.retiredFor(this.retired.now(PRIORITIES, word.getKey())))
			.toList();
		for (TicketType<?, ?> type : this.types.all()) {
			List<Word> own = this.scales.labels(type)
				.entrySet()
				.stream()
				.map((word) -> new Word(word.getKey(), word.getValue(), null, List.of()))
				.toList();
			lists.put(PRIORITIES + "." + type.kind(), Stream.concat(own.stream(), earlier.stream()).toList());
			own.forEach((word) -> priorities.putIfAbsent(word.value(), word));
		}
		lists.put(PRIORITIES, List.copyOf(priorities.values()));
		lists.put("link_types",
				Arrays.stream(LinkType.values())
					.map((type) -> new Word(type.word(), Texts.label("link." + type.word()), null, List.of()))
					.toList());
		return lists;
	}

}
