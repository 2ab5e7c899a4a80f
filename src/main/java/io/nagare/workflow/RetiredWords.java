package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;

/**
 * Words that a list no longer offers, each with the one that is used instead, as the
 * table {@value #TABLE} in force for the bound tenant says. Tickets keep them.
 */
public interface RetiredWords {

	/** The table that says so. */
	String TABLE = "retired-words";

	/** Further than this no word is followed. */
	int MOST_STEPS = 10;

	/** The retired words of each list, by the list's name and the word. */
	Map<String, Map<String, Retired>> all();

	/** What is used now for a word: the word itself where it is in use. */
	default String now(String list, String word) {
		return now(all().getOrDefault(list, Map.of()), word);
	}

	/** What is used now for a word of a list of which these words are retired. */
	static String now(Map<String, Retired> retired, String word) {
		String now = word;
		for (int step = 0; step < MOST_STEPS; step++) {
			Retired found = retired.get(now);
			if (found == null) {
				return now;
			}
			now = found.successor();
		}
		return now;
	}

	/** The words, and behind them all that any of them is used for now. */
	default List<String> withEarlier(String list, List<String> words) {
		Stream<String> earlier = all().getOrDefault(list, Map.of())
			.keySet()
			.stream()
			.filter((word) -> words.contains(now(list, word)));
		return Stream.concat(words.stream(), earlier).distinct().toList();
	}

	/** What is wrong with a word that somebody says; empty where it is in use. */
	default Optional<Refusal.Detail> wrong(String field, String list, String word) {
		return all().getOrDefault(list, Map.of()).containsKey(word)
				? Optional.of(Refusal.Detail.of(field, "word_retired", word, list, now(list, word))) : Optional.empty();
	}

	/**
	 * A word that is not offered any more.
	 *
	 * @param successor the word instead of it, which may be retired itself
	 * @param label what people read for it
	 */
	record Retired(String successor, Label label) {
	}

}
