package io.nagare.search.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.ja.util.ToStringUtil;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * A word of several kanji is written with or without the kana that inflect it: 貸し出し, 貸出し,
 * 貸出. Terms are without them, in the index and in what is looked for.
 */
final class Okurigana {

	private Okurigana() {
	}

	/** The word without such kana; any other word as it is. */
	static String removed(String word) {
		String kanji = kanji(word);
		return (kanji.length() > 1) ? kanji : word;
	}

	/** The kanji of a word that begins with one, and of which all else is hiragana. */
	private static String kanji(String word) {
		StringBuilder kanji = new StringBuilder(word.length());
		for (int i = 0; i < word.length(); i++) {
			char each = word.charAt(i);
			if (SearchText.isKanji(each)) {
				kanji.append(each);
			}
			else if (i == 0 || !SearchText.isHiragana(each)) {
				return "";
			}
		}
		return kanji.toString();
	}

	/**
	 * What was typed as others write it; empty where they write it the same.
	 * @param written normal, and not folded
	 */
	static Optional<Meant.Other> shorter(String written) {
		StringBuilder text = new StringBuilder(written.length());
		int end = 0;
		List<SearchText.Word> words = SearchText.words(written);
		for (SearchText.Word word : words) {
			if (word.from() >= end) {
				text.append(written, end, word.from()).append(removed(written.substring(word.from(), word.to())));
				end = word.to();
			}
		}
		String shorter = text.append(written, end, written.length()).toString();
		if (shorter.equals(written)) {
			return Optional.empty();
		}
		String folded = SearchText.folded(shorter);
		return Optional.of(new Meant.Other(folded, words, SearchText.tellsAlone(folded)));
	}

	/** Dictionary forms of the words, without such kana. */
	static TokenStream filter(TokenStream words) {
		return new Removal(new JapaneseBaseFormFilter(new Joining(words)));
	}

	/** Removes such kana from each term. */
	private static final class Removal extends TokenFilter {

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		Removal(TokenStream input) {
			super(input);
		}

		@Override
		public boolean incrementToken() throws IOException {
			if (!this.input.incrementToken()) {
				return false;
			}
			String word = this.term.toString();
			String shorter = removed(word);
			if (shorter.length() < word.length()) {
				this.term.setEmpty().append(shorter);
			}
			return true;
		}

	}

	/**
	 * Makes one word of two that have a kanji each, as the dictionary parts some: 持 and
	 * 出, 立ち and 上げ.
	 */
	private static final class Joining extends TokenFilter {

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		private final PartOfSpeechAttribute speech = addAttribute(PartOfSpeechAttribute.class);

		private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);

		private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

		private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);

		private @Nullable State next;

		private boolean over;

		Joining(TokenStream input) {
			super(input);
		}

		@Override
		public void reset() throws IOException {
			super.reset();
			this.next = null;
			this.over = false;
		}

		@Override
		public boolean incrementToken() throws IOException {
			if (this.next != null) {
				restoreState(this.next);
				this.next = null;
			}
			else if (this.over || !this.input.incrementToken()) {
				return false;
			}
			if (begins()) {
				State first = captureState();
				String word = this.term.toString();
				int from = this.offset.startOffset();
				int end = this.offset.endOffset();
				this.over = !this.input.incrementToken();
				boolean joins = !this.over && this.step.getPositionIncrement() == 1 && this.offset.startOffset() == end
						&& hasOneKanji();
				String joined = word + this.term;
				int to = this.offset.endOffset();
				if (!joins && !this.over) {
					this.next = captureState();
				}
				restoreState(first);
				if (joins) {
					this.term.setEmpty().append(joined);
					this.offset.setOffset(from, to);
					// it has no dictionary form
					this.keyword.setKeyword(true);
				}
			}
			return true;
		}

		private boolean begins() {
			return hasOneKanji() && (isOf("noun") || this.term.length() == 1);
		}

		private boolean hasOneKanji() {
			return kanji(this.term.toString()).length() == 1 && (isOf("noun") || isOf("verb")) && !isOf("noun-numeric");
		}

		private boolean isOf(String speech) {
			String own = this.speech.getPartOfSpeech();
			return own != null && ToStringUtil.getPOSTranslation(own).startsWith(speech);
		}

	}

}
