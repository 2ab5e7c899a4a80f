package io.nagare.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapanesePartOfSpeechStopFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

import io.nagare.shared.CharacterForms;

/**
 * How texts and questions become terms, each text in two ways: as the words that kuromoji
 * sees, in search mode, so that a compound is found by its parts; and as pairs of
 * characters, so that whatever stands in a text is found as it stands, whether or not it
 * is a word that a dictionary knows.
 */
public final class SearchText {

	/** Begins the name of a field that holds pairs of characters. */
	static final String PAIRS = "pairs_";

	private static final int HIRAGANA_FIRST = 0x3041;

	private static final int HIRAGANA_LAST = 0x3096;

	private static final int TO_KATAKANA = 0x60;

	private static final char ITERATION = '\u3005';

	private static final char HIRAGANA_ITERATION = '\u309d';

	private static final char VOICED_HIRAGANA_ITERATION = '\u309e';

	private static final char KATAKANA_ITERATION = '\u30fd';

	private static final char VOICED_KATAKANA_ITERATION = '\u30fe';

	private static final char KATAKANA_LAST = 0x30fe;

	/** A line of so many characters goes on in the next. */
	public static final int WRAPPED = 20;

	private static final int HIGHEST_LATIN = 0x250;

	private static final int LETTERS = 3;

	private static final Analyzer WORDS = new WordAnalyzer();

	private static final Analyzer PAIR = new PairAnalyzer();

	/** What parts words: spaces, those of Japanese too, and control characters. */
	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

	private SearchText() {
	}

	/**
	 * The same text in the form in which all that looks alike is alike (NFKC), without
	 * what nobody sees.
	 */
	public static String normal(String text) {
		return CharacterForms.normal(text);
	}

	/** The same words with one space between them, whatever stood there. */
	public static String spaced(String text) {
		return SPACES.matcher(text).replaceAll(" ").strip();
	}

	/**
	 * The text without what people do not tell apart: case, hiragana from katakana, small
	 * vowels from large ones, old forms of characters from new ones, dashes, and what
	 * only repeats the character before. As long as the text, character by character.
	 */
	public static String folded(String normal) {
		char[] folded = normal.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			folded[i] = Character.toLowerCase(folded[i]);
		}
		fold(folded, folded.length);
		return new String(folded);
	}

	private static void fold(char[] text, int length) {
		for (int i = 0; i < length; i++) {
			char before = (i > 0) ? text[i - 1] : 0;
			text[i] = switch (text[i]) {
				case ITERATION, KATAKANA_ITERATION, HIRAGANA_ITERATION -> (before != 0) ? before : text[i];
				case VOICED_KATAKANA_ITERATION, VOICED_HIRAGANA_ITERATION ->
					(before != 0) ? CharacterForms.voiced(before) : text[i];
				default -> fold(text[i]);
			};
		}
	}

	private static char fold(char each) {
		char kana = isHiragana(each) ? (char) (each + TO_KATAKANA) : each;
		return CharacterForms.usual(CharacterForms.large(kana));
	}

	/** Whether the character is one of Japanese, between which no space parts words. */
	public static boolean isJapanese(char each) {
		return (each >= HIRAGANA_FIRST && each <= KATAKANA_LAST) || isKanji(each);
	}

	static boolean isHiragana(char each) {
		return each >= HIRAGANA_FIRST && each <= HIRAGANA_LAST;
	}

	static boolean isKanji(char each) {
		return Character.isIdeographic(each) || each == ITERATION;
	}

	/**
	 * The text without the line breaks that only keep lines short: those of long lines,
	 * between characters of Japanese.
	 */
	static String unwrapped(String text) {
		StringBuilder all = new StringBuilder(text.length());
		int column = 0;
		for (int at = 0; at < text.length(); at++) {
			char one = text.charAt(at);
			int next = (one == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') ? at + 2 : at + 1;
			boolean breaks = one == '\n' || next == at + 2;
			if (breaks && column >= WRAPPED && next < text.length() && isJapanese(text.charAt(next))
					&& isJapanese(text.charAt(at - 1))) {
				at = next - 1;
				column = 0;
				continue;
			}
			column = (one == '\n') ? 0 : column + 1;
			all.append(one);
		}
		return all.toString();
	}

	/** For the writer of the index, by the name of the field. */
	static Analyzer analyzer() {
		return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {

			@Override
			protected Analyzer getWrappedAnalyzer(String field) {
				return field.startsWith(PAIRS) ? PAIR : WORDS;
			}

		};
	}

	/** The words of a normal text, each with where it stands. */
	static List<Word> words(String normal) {
		return terms(WORDS, normal);
	}

	/**
	 * The terms of a text that tell what it is about, not a letter or a digit alone, in
	 * order.
	 */
	static List<Telling> telling(String text) {
		String normal = normal(text);
		return words(normal).stream()
			.filter((word) -> tells(word.term()))
			.map((word) -> new Telling(word.term(), normal.substring(word.from(), word.to())))
			.toList();
	}

	/** The different ones among them, each with how it stands there first. */
	public static Map<String, String> tellingWords(String text) {
		Map<String, String> words = new LinkedHashMap<>();
		telling(text).forEach((one) -> words.putIfAbsent(one.term(), one.word()));
		return words;
	}

	/** Whether the term tells anything: it is not a letter or a digit alone. */
	static boolean tells(String term) {
		return term.length() > 1 || Character.isIdeographic(term.codePointAt(0));
	}

	/**
	 * Whether the folded word is not likely to be there by chance, as a piece of another
	 * one: two ideographs are not, nor four characters that are not all Latin.
	 */
	static boolean tellsAlone(String word) {
		return !isLatin(word) && word.chars().noneMatch(Character::isWhitespace) && (word.length() > LETTERS
				|| (word.length() > 1 && word.codePoints().allMatch(Character::isIdeographic)));
	}

	/** Whether there is nothing but letters, digits and signs of English. */
	static boolean isLatin(String text) {
		return text.chars().allMatch((each) -> each < HIGHEST_LATIN);
	}

	/** The pairs of a text, in order. */
	static List<Word> pairs(String normal) {
		return terms(PAIR, normal);
	}

	private static List<Word> terms(Analyzer analyzer, String text) {
		List<Word> words = new ArrayList<>();
		try (TokenStream tokens = analyzer.tokenStream("", text)) {
			CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
			OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
			PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
			tokens.reset();
			int position = -1;
			while (tokens.incrementToken()) {
				position += step.getPositionIncrement();
				words.add(new Word(term.toString(), offset.startOffset(), offset.endOffset(), position));
			}
			tokens.end();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return words;
	}

	/** The words as a set. */
	static Set<String> distinct(List<Word> words) {
		return words.stream().map(Word::term).collect(Collectors.toSet());
	}

	/**
	 * A term of a text.
	 *
	 * @param from where it begins
	 * @param to where it ends
	 * @param position which of the terms it is
	 */
	record Word(String term, int from, int to, int position) {
	}

	/** A term, and how it stands in its text. */
	record Telling(String term, String word) {
	}

	private static final class WordAnalyzer extends Analyzer {

		@Override
		protected TokenStreamComponents createComponents(String field) {
			Tokenizer tokens = new JapaneseTokenizer(null, true, false, JapaneseTokenizer.Mode.SEARCH);
			TokenStream words = Okurigana.filter(tokens);
			words = new JapanesePartOfSpeechStopFilter(words, JapaneseAnalyzer.getDefaultStopTags());
			words = new StopFilter(words, JapaneseAnalyzer.getDefaultStopSet());
			words = new JapaneseKatakanaStemFilter(words);
			return new TokenStreamComponents(tokens, new FoldingFilter(new LowerCaseFilter(words)));
		}

		@Override
		public int getPositionIncrementGap(String field) {
			return 100;
		}

	}

	private static final class PairAnalyzer extends Analyzer {

		@Override
		protected TokenStreamComponents createComponents(String field) {
			// the longest run without a space that is one: what is longer is cut there
			Tokenizer runs = new WhitespaceTokenizer(Tokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, 1 << 16);
			return new TokenStreamComponents(runs, new PairFilter(new FoldingFilter(new LowerCaseFilter(runs))));
		}

		@Override
		public int getPositionIncrementGap(String field) {
			return 100;
		}

	}

	/** Makes one of what people do not tell apart, but for case. */
	private static final class FoldingFilter extends TokenFilter {

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		FoldingFilter(TokenStream input) {
			super(input);
		}

		@Override
		public boolean incrementToken() throws IOException {
			if (!this.input.incrementToken()) {
				return false;
			}
			fold(this.term.buffer(), this.term.length());
			return true;
		}

	}

	/**
	 * Each two characters that stand beside each other, one position each, and the last
	 * one alone, so that one character is found by what begins with it.
	 */
	private static final class PairFilter extends TokenFilter {

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);

		private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

		private char[] run = new char[0];

		private int length;

		private int at;

		private int start;

		private int gap = 1;

		PairFilter(TokenStream input) {
			super(input);
		}

		@Override
		public void reset() throws IOException {
			super.reset();
			this.length = 0;
			this.at = 0;
			this.gap = 1;
		}

		@Override
		public boolean incrementToken() throws IOException {
			if (this.at >= this.length) {
				if (!this.input.incrementToken()) {
					return false;
				}
				this.run = this.term.toString().toCharArray();
				this.length = this.run.length;
				this.at = 0;
				this.start = this.offset.startOffset();
			}
			int end = Math.min(this.at + 2, this.length);
			clearAttributes();
			this.term.copyBuffer(this.run, this.at, end - this.at);
			this.offset.setOffset(this.start + this.at, this.start + end);
			this.step.setPositionIncrement(this.gap);
			// from the last of one run to the first of the next one lies a gap: no phrase
			// crosses it
			this.gap = (end == this.length && end - this.at == 1) ? 2 : 1;
			this.at++;
			return true;
		}

	}

	/** The terms that a word is looked for by, those at its end included. */
	static Map<Integer, String> phrase(String word) {
		List<Word> pairs = pairs(word);
		// the last character alone ends a run, which the word need not do in a text
		return pairs.stream()
			.filter((pair) -> pair.term().length() == 2)
			.collect(Collectors.toMap(Word::position, Word::term, (one, other) -> one, TreeMap::new));
	}

}
