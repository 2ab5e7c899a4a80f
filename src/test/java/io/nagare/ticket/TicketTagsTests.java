package io.nagare.ticket;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps tags in one form, and tells what is none. */
class TicketTagsTests {

	@Test
	void keepsEachOnceInTheOrderGiven() {
		assertThat(TicketTags.of(List.of("VPN", "東京", "vpn", " Vpn "))).containsExactly("VPN", "東京");
		assertThat(TicketTags.of(List.of())).isEmpty();
	}

	@Test
	void makesThemOfOneWidthWithoutBlanksAround() {
		assertThat(TicketTags.of(List.of("　ＶＰＮ　２階 ", "ﾌﾟﾘﾝﾀ", "e\u0301", "two  words"))).containsExactly("VPN 2階",
				"プリンタ", "\u00e9", "two words");
	}

	@Test
	void findsWhatIsNoTag() {
		for (String wrong : List.of("", " ", "a,b", "a，b", "a\nb", "a\tb", "a\u0000", "a\u202eb", "\ud800",
				"x".repeat(41), "㍿".repeat(11))) {
			assertThat(TicketTags.wrong(List.of("fine", wrong))).as(wrong).contains(wrong);
		}
		assertThat(TicketTags.wrong(List.of("x".repeat(40), "😀".repeat(40), "㍿".repeat(10), "C# & \"Java\"")))
			.isEmpty();
	}

}
