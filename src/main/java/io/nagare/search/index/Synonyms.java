package io.nagare.search.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of words that mean the same. A word may stand in several groups: it then means
 * what stands in any of them, but not what stands in the groups of those.
 */
public final class Synonyms {

	/** Nothing means the same as anything. */
	public static final Synonyms NONE = new Synonyms(List.of());

	/** So many others a word has at most; the first groups come first. */
	private static final int MOST_OTHERS = 20;

	/** A long vowel ends a katakana word that is at least so long with or without it. */
	private static final int STEM = 3;

	private static final char LONG_VOWEL = '\u30fc';

	/** The groups of a word, by its key. */
	private final Map<String, List<List<String>>> groups = new HashMap<>();

	private final Spelling spelling = new Spelling();

	private Synonyms(List<? extends List<String>> groups) {
		for (List<String> words : groups) {
			words.forEach((word) -> this.spelling.learn(SearchText.normal(word)));
			List<String> group = words.stream().map((word) -> SearchText.folded(SearchText.normal(word))).toList();
			group.stream()
				.map(Synonyms::key)
				.distinct()
				.filter((key) -> !key.isEmpty())
				.forEach((key) -> this.groups.computeIfAbsent(key, (unknown) -> new ArrayList<>()).add(group));
		}
	}

	/** Those of the groups, each a list of words however they are written. */
	public static Synonyms of(List<? extends List<String>> groups) {
		return new Synonyms(groups);
	}

	/**
	 * By what words are compared: without case, width, kana, spaces, hyphens and a long
	 * vowel at the end; empty where nothing is left.
	 */
	public static String key(String word) {
		String folded = SearchText.folded(SearchText.normal(word));
		return keyOf(folded, 0, folded.length());
	}

	private static String keyOf(String folded, int from, int to) {
		StringBuilder key = new StringBuilder(to - from);
		int kana = 0;
		for (int i = from; i < to; i++) {
			char each = folded.charAt(i);
			if (each == LONG_VOWEL && kana >= STEM && (i + 1 == to || !isKatakana(folded.charAt(i + 1)))) {
				continue;
			}
			kana = isKatakana(each) ? kana + 1 : 0;
			if (Character.isLetterOrDigit(each) || Character.isSurrogate(each) || each == '+' || each == '#') {
				key.append(each);
			}
		}
		return key.toString();
	}

	private static boolean isKatakana(char each) {
		return (each >= '\u30a1' && each <= '\u30fa') || each == LONG_VOWEL;
	}

	boolean isEmpty() {
		return this.groups.isEmpty();
	}

	/** How the words are spelled. */
	Spelling spelling() {
		return this.spelling;
	}

	/** Whether something means the same as this part of a folded text. */
	boolean knows(String folded, int from, int to) {
		return this.groups.containsKey(keyOf(folded, from, to));
	}

	/** What means the same as the folded word, folded, without itself. */
	public List<String> others(String folded) {
		return this.groups.getOrDefault(keyOf(folded, 0, folded.length()), List.of())
			.stream()
			.flatMap(List::stream)
			.distinct()
			.filter((word) -> !word.equals(folded))
			.limit(MOST_OTHERS)
			.toList();
	}

}
