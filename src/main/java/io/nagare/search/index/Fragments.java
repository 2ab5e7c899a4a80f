package io.nagare.search.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.search.index.IndexHit.Fragment;
import io.nagare.search.index.IndexHit.Part;

/** Shows where in a text something was found. */
final class Fragments {

	private static final int LENGTH = 140;

	private static final int BEFORE = 30;

	/** Only so much of a text is looked through for its words. */
	private static final int ANALYSED = 20_000;

	private Fragments() {
	}

	/**
	 * The piece of the text around the first match; null without one.
	 * @param words folded
	 * @param others what means the same as some of the words
	 */
	static @Nullable Fragment of(String field, String text, List<String> words, List<Meant.Other> others) {
		String folded = SearchText.folded(text);
		BitSet matches = new BitSet();
		List<String> missing = new ArrayList<>();
		for (String word : words) {
			if (!mark(matches, folded, word)) {
				missing.add(word);
			}
		}
		if (!missing.isEmpty()) {
			String begin = (text.length() > ANALYSED) ? text.substring(0, ANALYSED) : text;
			List<SearchText.Word> terms = SearchText.words(begin);
			for (String word : missing) {
				Set<String> parts = SearchText.distinct(SearchText.words(word));
				terms.stream()
					.filter((term) -> parts.contains(term.term()))
					.forEach((term) -> matches.set(term.from(), term.to()));
			}
			for (Meant.Other other : others) {
				if (other.alone()) {
					mark(matches, folded, other.word());
				}
				mark(matches, terms, other.terms());
			}
		}
		return matches.isEmpty() ? null : new Fragment(field, parts(text, matches));
	}

	/** Marks where the word stands; whether it does. */
	private static boolean mark(BitSet matches, String folded, String word) {
		int at = folded.indexOf(word);
		boolean stands = at >= 0;
		for (int found = 0; at >= 0 && found < 200; at = folded.indexOf(word, at + 1), found++) {
			matches.set(at, at + word.length());
		}
		return stands;
	}

	/** Marks where the terms follow each other as they do in the phrase. */
	private static void mark(BitSet matches, List<SearchText.Word> terms, List<SearchText.Word> phrase) {
		for (int at = 0; !phrase.isEmpty() && at + phrase.size() <= terms.size(); at++) {
			int same = 0;
			while (same < phrase.size() && terms.get(at + same).term().equals(phrase.get(same).term())) {
				same++;
			}
			if (same == phrase.size()) {
				matches.set(terms.get(at).from(), terms.get(at + same - 1).to());
			}
		}
	}

	private static List<Part> parts(String text, BitSet matches) {
		int from = Math.max(0, matches.nextSetBit(0) - BEFORE);
		int to = Math.min(text.length(), from + LENGTH);
		if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
			from--;
		}
		if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
			to++;
		}
		List<Part> parts = new ArrayList<>();
		for (int at = from; at < to;) {
			boolean match = matches.get(at);
			int end = match ? matches.nextClearBit(at) : matches.nextSetBit(at);
			end = (end < 0 || end > to) ? to : end;
			parts.add(new Part(text.substring(at, end), match));
			at = end;
		}
		return parts;
	}

}
