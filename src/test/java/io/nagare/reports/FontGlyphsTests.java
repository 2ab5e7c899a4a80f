package io.nagare.reports;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a page says in characters that its font lacks. */
class FontGlyphsTests {

	private final FontGlyphs glyphs = new FontGlyphs(
			() -> Objects.requireNonNull(FontGlyphsTests.class.getResourceAsStream("/fonts/MPLUS1p-Regular.ttf")));

	@Test
	void saysInOtherCharactersWhatTheFontLacks() {
		assertThat(this.glyphs.readable("<b>㈱山田商事 50㎡ 飛驒 德川 鷗外</b>")).isEqualTo("<b>(株)山田商事 50m2 飛騨 徳川 鴎外</b>");
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
