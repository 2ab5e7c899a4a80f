package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * Lists of words that are data: what forms offer, what statuses are called, and what
 * other modules have. For the bound tenant.
 */
public interface WordList {

	/** The lists by their names, such as {@code hold_reasons}. */
	Map<String, List<Word>> words();

	/** Everything that these have, in the order of the lists' names. */
	static Map<String, List<Word>> all(List<WordList> lists) {
		Map<String, List<Word>> all = new TreeMap<>();
		lists.forEach((list) -> all.putAll(list.words()));
		return all;
	}

	/**
	 * A word.
	 *
	 * @param value what is stored and sent
	 * @param label what people read
	 * @param phase what a status means; null for a word of another kind
	 * @param processes keys of the models that have it; empty where no model does
	 */
	record Word(String value, Label label, @Nullable String phase, List<String> processes) {
	}

}
