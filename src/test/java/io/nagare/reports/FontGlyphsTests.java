package io.nagare.reports;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a page says in characters that its fonts have, and that they lack. */
class FontGlyphsTests {

	private final FontGlyphs glyphs = ReportRenderer.glyphs();

	@Test
	void leavesFormsOfCompaniesAndNamesAsTheyAre() {
		assertThat(this.glyphs.readable("<b>㈱山田商事 50㎡ 飛驒 德川 鷗外</b>")).isEqualTo("<b>㈱山田商事 50㎡ 飛驒 德川 鷗外</b>");
	}

	/** In which names of people and places are written. */
	@Test
	void drawsAllOfJisX0213AsItIsWritten() {
		CharsetEncoder jis = Charset.forName("x-SJIS_0213").newEncoder();
		String all = IntStream.rangeClosed(' ', 0x2FFFF)
			.filter((one) -> one != 0x7F && !(one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE))
			.filter((one) -> jis.canEncode(Character.toString(one)))
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		assertThat(all.codePointCount(0, all.length())).isGreaterThan(11_000);
		assertThat(this.glyphs.readable(all)).isEqualTo(all);
		assertThat(this.glyphs.readable("黑田 增美、關 薰、豐 栁、𠮷野")).isEqualTo("黑田 增美、關 薰、豐 栁、𠮷野");
	}

	@Test
	void namesEmojiAndMarksWhatNobodyCanDraw() {
		assertThat(this.glyphs.readable("障害 🔥❤\uFE0F 👩\u200D💻")).startsWith("障害 [fire]")
			.doesNotContain("🔥", "\uFE0F", "\u200D");
		assertThat(this.glyphs.readable("\uD87E\uDC1A \uD808\uDC00")).endsWith(" 〓");
	}

	@Test
	void leavesWhatItCanDrawAndAllMarkup() {
		String text = "<p class='x'>髙橋さんの端末：＜重要＞ ①・㌔ &amp; “VPN”</p>";
		assertThat(this.glyphs.readable(text)).startsWith("<p class='x'>")
			.contains("さんの端末", "重要", "&amp; ")
			.endsWith("</p>");
		assertThat(this.glyphs.readable(text)).doesNotContain("<重要");
	}

}
