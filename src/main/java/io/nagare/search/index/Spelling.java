package io.nagare.search.index;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * Knows how words in Latin letters and katakana are spelled, so that a word with a typing
 * error is looked for as what it was meant to be. A letter is missing, too many, another
 * one, or has changed places with its neighbour; never the first, but for the marks that
 * voice it, which look alike.
 */
final class Spelling {

	/** What is shorter nearly is too many words. */
	private static final Pattern KNOWN = Pattern.compile("[a-z]{4,}|[\\u30a1-\\u30fa\\u30fc]{4,}",
			Pattern.CASE_INSENSITIVE);

	/** Katakana words are typed in hiragana too. */
	private static final Pattern TYPED = Pattern.compile(KNOWN.pattern() + "|[\\u3041-\\u3096\\u30fc]{4,}",
			Pattern.CASE_INSENSITIVE);

	/** A word that is at least so long may have two errors. */
	private static final int LONG = 6;

	/** Longer ones take too long. */
	private static final int LONGEST = 24;

	/** So many are looked up for one question. */
	private static final int MOST = 8;

	/** The words, folded, by their key, by how they begin. */
	private final Map<Character, Map<String, String>> words = new HashMap<>();

	/** Knows the words of a text. */
	void learn(String normal) {
		KNOWN.matcher(normal).results().map((word) -> SearchText.folded(word.group())).forEach((word) -> {
			String key = Synonyms.key(word);
			this.words.computeIfAbsent(beginning(key), (unknown) -> new LinkedHashMap<>()).putIfAbsent(key, word);
		});
	}

	/**
	 * The words with what each was meant to be in the place of what nobody knows.
	 * @param typed as typed, not folded
	 */
	List<String> meant(List<String> typed) {
		int[] left = { MOST };
		return typed.stream()
			.map((word) -> TYPED.matcher(word)
				.replaceAll((run) -> Matcher.quoteReplacement((left[0]-- > 0) ? meant(run.group()) : run.group())))
			.toList();
	}

	private String meant(String typed) {
		String key = Synonyms.key(typed);
		Map<String, String> alike = this.words.getOrDefault(beginning(key), Map.of());
		if (alike.containsKey(key) || key.length() > LONGEST) {
			return typed;
		}
		int most = (key.length() < LONG) ? 1 : 2;
		LevenshteinAutomata near = new LevenshteinAutomata(key, true);
		CharacterRunAutomaton nearly = new CharacterRunAutomaton(near.toAutomaton(most));
		List<String> found = alike.keySet()
			.stream()
			.filter((word) -> Math.abs(word.length() - key.length()) <= most && nearly.run(word))
			.toList();
		if (found.isEmpty()) {
			return typed;
		}
		CharacterRunAutomaton nearest = new CharacterRunAutomaton(near.toAutomaton(1));
		return alike.getOrDefault(found.stream().filter(nearest::run).findFirst().orElse(found.get(0)), typed);
	}

	private static char beginning(String key) {
		return Normalizer.normalize(key.substring(0, 1), Normalizer.Form.NFD).charAt(0);
	}

}
