package io.nagare.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * Lists of words that are data: what forms offer, what statuses are called, and what
 * other modules have. For the bound tenant.
 */
public interface WordList {

	/** The list of what statuses are called. */
	String STATUSES = "statuses";

	/** The list of the fields that stay on tickets. */
	String FIELDS = "fields";

	/** The list of what such a field offers. */
	static String ofField(String key) {
		return FIELDS + "." + key;
	}

	/** The lists by their names, such as {@code hold_reasons}. */
	Map<String, List<Word>> words();

	/**
	 * Everything that these have, in the order of the lists' names; in each the words
	 * that are in use, and then those that are retired.
	 */
	static Map<String, List<Word>> all(List<WordList> lists) {
		Map<String, List<Word>> all = new TreeMap<>();
		lists.forEach((list) -> list.words().forEach((name, words) -> all.merge(name, words, WordList::joined)));
		return all;
	}

	private static List<Word> joined(List<Word> some, List<Word> others) {
		Map<String, Word> words = new LinkedHashMap<>();
		Stream.concat(some.stream(), others.stream())
			.forEach((word) -> words.merge(word.value(), word,
					(one, other) -> (one.successor() == null) ? one.retiredAs(other) : other.retiredAs(one)));
		return Stream
			.concat(words.values().stream().filter((word) -> word.successor() == null),
					words.values().stream().filter((word) -> word.successor() != null))
			.toList();
	}

	/**
	 * A word.
	 *
	 * @param value what is stored and sent
	 * @param label what people read
	 * @param phase what a status means; null for a word of another kind
	 * @param type what an answer that stays on tickets is ({@link KeptFields.Type}); null
	 * for a word of another kind
	 * @param processes keys of the models that have it; empty where no model does
	 * @param successor the word that is used instead; null for one that is in use
	 */
	record Word(String value, Label label, @Nullable String phase, @Nullable String type, List<String> processes,
			@Nullable String successor) {

		/** A word that means no more than it says. */
		public Word(String value, Label label, @Nullable String phase, List<String> processes) {
			this(value, label, phase, null, processes, null);
		}

		/** The same, of an answer of that type. */
		public Word of(KeptFields.Type type) {
			return new Word(this.value, this.label, this.phase, type.word(), this.processes, this.successor);
		}

		/** The same, as its list has retired it. */
		private Word retiredAs(Word retired) {
			return new Word(this.value, retired.label, this.phase, this.type, this.processes, retired.successor);
		}

		/** The same, of which that word is used instead. */
		public Word retiredFor(@Nullable String successor) {
			return new Word(this.value, this.label, this.phase, this.type, this.processes, successor);
		}
	}

}
