package io.nagare.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;

/**
 * The words by which tickets are counted. One that its list has retired counts as the one
 * that is used instead.
 */
@Component
class FigureWords {

	private final TicketTypes types;

	private final RetiredWords retired;

	private final List<WordList> lists;

	FigureWords(TicketTypes types, RetiredWords retired, List<WordList> lists) {
		this.lists = lists;
		this.types = types;
		this.retired = retired;
	}

	/** Of which kinds of tickets there are figures. */
	List<String> kinds() {
		return this.types.all().stream().map(TicketType::kind).toList();
	}

	/** What each status of the models in force means for tickets of the kind. */
	Map<String, String> phases(String kind) {
		Map<String, String> phases = new HashMap<>();
		for (String name : List.of(WordList.STATUSES + "." + kind, WordList.STATUSES)) {
			this.lists.forEach((list) -> list.words().getOrDefault(name, List.of()).forEach((word) -> {
				if (word.phase() != null) {
					phases.putIfAbsent(word.value(), word.phase());
				}
			}));
		}
		return phases;
	}

	/** The words, and all that any of them is used for now. */
	@Nullable List<String> withEarlier(Dimension by, @Nullable List<String> words) {
		if (words == null) {
			return null;
		}
		List<String> asked = words;
		return by.list().map((list) -> this.retired.withEarlier(list, asked)).orElse(asked);
	}

	/**
	 * The expression by which a figure is told apart.
	 * @param params gets what the expression names
	 */
	String sql(Dimension by, Figure figure, Map<String, Object> params) {
		List<String> words = new ArrayList<>();
		List<String> successors = new ArrayList<>();
		by.list().ifPresent((list) -> this.retired.all().getOrDefault(list, Map.of()).keySet().forEach((word) -> {
			words.add(word);
			successors.add(this.retired.now(list, word));
		}));
		if (words.isEmpty()) {
			return by.sql(figure, false);
		}
		params.put("retired", words.toArray(String[]::new));
		params.put("successors", successors.toArray(String[]::new));
		return by.sql(figure, true);
	}

}
