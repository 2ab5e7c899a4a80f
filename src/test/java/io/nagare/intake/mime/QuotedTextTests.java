package io.nagare.intake.mime;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody wrote is told from what he only sent along. */
class QuotedTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "On Thu, Nov 26, 2026 at 10:00 AM Taro <taro@example.jp> wrote:\n> old",
			"On Thu, Nov 26, 2026 at 10:00 AM Taro Yamada\n<taro.yamada.with.a.long.address@example.jp> wrote:\n\n> old",
			"2026年11月26日(木) 10:00 山田太郎 <taro@example.jp>:\n\n> old", "2026/11/26 10:00、山田さんは書きました：\n> old",
			"-----Original Message-----\nFrom: desk\nold", "----- 元のメッセージ -----\nold",
			"________________________________\n差出人: サービスデスク\n送信日時: 2026年11月26日\n宛先: 山田\n件名: x\n\nold",
			"From: desk@example.jp\nSent: Thursday\nTo: a\nSubject: x\n\nold",
			"**差出人:** サービスデスク <desk@example.jp>\n**送信日時:** 2026年\nold", "> old\n> older" })
	void foldsTheAnsweredMail(String quoted) {
		QuotedText answer = QuotedText.of("直りました。\nありがとうございます。\n\n" + quoted);
		assertThat(answer.said()).isEqualTo("直りました。\nありがとうございます。");
		assertThat(answer.folded()).contains("old");
		assertThat(answer.shown()).startsWith("直りました。\nありがとうございます。\n\n> ").doesNotContain("\nold");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "-- \n山田太郎\n内線 1234", "--\n山田", "━━━━━━━━━━━━\n株式会社ナガレ\n山田太郎\nTEL 03-1234-5678\n━━━━━━━━━━━━",
					"**********************\n山田 taro@example.jp\n**********************", "iPhoneから送信",
					"Sent from my iPhone", "Get Outlook for iOS" })
	void foldsSignatures(String signature) {
		assertThat(QuotedText.of("お願いします。\n\n" + signature).said()).isEqualTo("お願いします。");
	}

	@ParameterizedTest
	@ValueSource(strings = { "From: の欄が空です", "手順:\n----------\n1. 起動する\n2. 止まる", "> 10 台が止まりました。\nどうしますか。",
			"On Monday it worked:", "2026/11/26 10:00 に発生:\nエラー" })
	void keepsWhatOnlyLooksLikeIt(String text) {
		assertThat(QuotedText.of(text).shown()).isEqualTo(text);
	}

	@Test
	void keepsAnswersBetweenTheLines() {
		String text = "> いつからですか\n昨日からです\n> 他の人は\n同じです";
		assertThat(QuotedText.of(text).shown()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "On Thu, Nov 26, 2026 Desk <desk@example.jp> wrote:", "2026/11/26 10:00、山田さんは書きました：",
			"On Thu, Nov 26, 2026 at 10:00 AM Taro\n<taro@example.jp> wrote:\n" })
	void keepsAnswersBetweenTheLinesBelowAHead(String head) {
		String text = head + "\n> いつからですか\n昨日の10時からです\n> 影響は\n全員です";
		assertThat(QuotedText.of(text).shown()).isEqualTo(text);
		assertThat(QuotedText.of(text + "\n\n-- \n山田").said()).isEqualTo(text);
		assertThat(QuotedText.of("はい。\n\n" + head + "\n> いつから\n> 影響は\n\n-- \n山田").said()).isEqualTo("はい。");
	}

	@Test
	@Timeout(20)
	void bearsLinesWithoutEnd() {
		int much = 1_000_000;
		for (String line : List.of("In message <" + "<".repeat(much), "x\n======\n" + "a".repeat(much),
				"From: x\nTo" + " ".repeat(much) + "x", "On a monday wrote:\n> x\n".repeat(much / 10),
				("In message " + "<".repeat(400) + "\n").repeat(5_000), "On " + "a ".repeat(much) + "wrote:\n> x")) {
			assertThat(QuotedText.of(line).said()).isNotEmpty();
		}
	}

	@Test
	void keepsAMailThatOnlyQuotes() {
		assertThat(QuotedText.of("> only this").said()).isEqualTo("> only this");
	}

}
