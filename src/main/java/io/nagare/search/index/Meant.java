package io.nagare.search.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that somebody looks for: what he typed for it, and what means the same.
 *
 * @param typed folded words, all of which say it
 * @param others what may stand in the place of all of them
 * @param parts what the one word is made of, where it is not known itself and something
 * means the same as a part of it; else empty
 */
record Meant(List<String> typed, List<Other> others, List<Part> parts) {

	/** So many typed words are looked up as one. */
	private static final int MOST_TOGETHER = 4;

	/** So many others are asked for with one question. */
	private static final int MOST_OTHERS = 32;

	/**
	 * All that was typed, each word in one of them.
	 * @param words as they were written: kuromoji sees less in folded ones
	 */
	static List<Meant> of(List<String> words, Synonyms synonyms) {
		List<Meant> all = new ArrayList<>();
		int left = MOST_OTHERS;
		for (int at = 0; at < words.size();) {
			Meant next = next(words, at, synonyms, left);
			left -= next.others().size() + next.parts().stream().mapToInt((part) -> part.others().size()).sum();
			all.add(next);
			at += next.typed().size();
		}
		return all;
	}

	private static Meant next(List<String> words, int at, Synonyms synonyms, int most) {
		if (!synonyms.isEmpty() && most > 0) {
			for (int size = Math.min(MOST_TOGETHER, words.size() - at); size > 0; size--) {
				List<String> together = words.subList(at, at + size).stream().map(SearchText::folded).toList();
				List<Other> others = others(synonyms, String.join(" ", together), most);
				if (!others.isEmpty()) {
					Stream<Other> shorter = (size == 1) ? Okurigana.shorter(words.get(at)).stream() : Stream.empty();
					return new Meant(together, Stream.concat(shorter, others.stream()).toList(), List.of());
				}
			}
		}
		String word = words.get(at);
		return new Meant(List.of(SearchText.folded(word)), Okurigana.shorter(word).stream().toList(),
				(most > 0) ? parts(word, synonyms, most) : List.of());
	}

	/**
	 * A Japanese word is typed without spaces, so that one may hold others. The longest
	 * known ones are taken from the left, where kuromoji sees their ends or where they
	 * are too long to be there by chance.
	 */
	private static List<Part> parts(String written, Synonyms synonyms, int most) {
		if (synonyms.isEmpty() || SearchText.isLatin(written)) {
			return List.of();
		}
		String word = SearchText.folded(written);
		Set<Integer> ends = new HashSet<>(Set.of(0, word.length()));
		Stream.of(written, word)
			.flatMap((either) -> SearchText.words(either).stream())
			.forEach((one) -> ends.addAll(List.of(one.from(), one.to())));
		List<Part> parts = new ArrayList<>();
		int left = most;
		int rest = 0;
		for (int at = 0; at < word.length() && left > 0;) {
			int end = word.length();
			while (end > at && !isOne(word, at, end, ends, synonyms)) {
				end--;
			}
			if (end == at) {
				at++;
				continue;
			}
			String known = word.substring(at, end);
			List<Other> others = others(synonyms, known, left);
			parts.add(new Part(written.substring(rest, at), List.of()));
			parts.add(new Part(known, others));
			left -= others.size();
			at = end;
			rest = end;
		}
		if (parts.isEmpty()) {
			return List.of();
		}
		parts.add(new Part(written.substring(rest), List.of()));
		return parts.stream().filter((part) -> !part.text().isEmpty()).toList();
	}

	private static boolean isOne(String word, int from, int to, Set<Integer> ends, Synonyms synonyms) {
		return synonyms.knows(word, from, to)
				&& ((ends.contains(from) && ends.contains(to)) || SearchText.tellsAlone(word.substring(from, to)));
	}

	private static List<Other> others(Synonyms synonyms, String folded, int most) {
		return synonyms.others(folded).stream().limit(most).map(Other::of).toList();
	}

	/** All that may stand where something was found, beside what was typed. */
	Stream<Other> elsewise() {
		return Stream.concat(this.others.stream(), this.parts.stream().flatMap((part) -> part.others().stream()));
	}

	/**
	 * A part of a word.
	 *
	 * @param text as written, where nothing is known to mean the same, else folded
	 * @param others what means the same; empty where nothing is known to
	 */
	record Part(String text, List<Other> others) {
	}

	/**
	 * What means the same as something that was typed.
	 *
	 * @param word folded
	 * @param terms what kuromoji makes of it
	 * @param alone whether it is not likely to be there by chance, as a piece of another
	 * word
	 */
	record Other(String word, List<SearchText.Word> terms, boolean alone) {

		static Other of(String word) {
			return new Other(word, SearchText.words(word), SearchText.tellsAlone(word));
		}

	}

}
