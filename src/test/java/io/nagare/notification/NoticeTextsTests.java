package io.nagare.notification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class NoticeTextsTests {

	private static final Pattern NOTICE = Pattern.compile("Notice\\s*\\.of\\(\\s*\"([^\"]+)\"");

	@TempDir
	private Path data = Path.of("");

	@Test
	void nameTitleAndDescribeEveryKind() {
		assertThat(texts().kinds()).hasSizeGreaterThan(5).allSatisfy((kind) -> {
			assertThat(texts().name(kind, Locale.JAPANESE)).isNotEqualTo(kind);
			assertThat(texts().of(Notice.of(kind), "ja", null).body()).isNotEmpty();
		});
	}

	@Test
	void sayEveryNoticeThatTheCodeGives() throws IOException {
		Set<String> kinds = new TreeSet<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((file) -> file.toString().endsWith(".java")).toList()) {
				NOTICE.matcher(Files.readString(source)).results().map((found) -> found.group(1)).forEach(kinds::add);
			}
		}
		assertThat(kinds).contains("ticket.note");
		assertThat(texts().kinds()).containsAll(kinds);
	}

	@Test
	void speakEnglishToWhoWantsItAndJapaneseToEverybodyElse() {
		Notice notice = Notice.of("ticket.assigned", "VPN", new Label("ワークフロー", "The workflow"));
		assertThat(texts().of(notice, "en", null))
			.isEqualTo(new NoticeTexts.Text("Assigned to you: VPN", "The workflow has assigned this ticket to you."));
		assertThat(texts().of(notice, "ja", null))
			.isEqualTo(new NoticeTexts.Text("担当になりました：VPN", "ワークフローさんが、あなたをこのチケットの担当者にしました。"));
		assertThat(texts().of(notice, "fr", null)).isEqualTo(texts().of(notice, "ja", null));
	}

	@Test
	void takeWhatPeopleWroteAsItIs() {
		Notice notice = Notice.of("ticket.note", "{1} ''", "{0}", "<b>'{2}'</b>");
		assertThat(texts().of(notice, "en", null).title()).isEqualTo("New reply: {1} ''");
		assertThat(texts().of(notice, "en", null).body()).isEqualTo("{0} wrote:\n\n<b>'{2}'</b>");
	}

	@Test
	void keepATitleToOneLineOfAtMost500Characters() {
		Notice notice = Notice.of("ticket.note", "a\r\nb\tc" + "🚀".repeat(600), "x", "y");
		String title = texts().of(notice, "en", null).title();
		assertThat(title).startsWith("New reply: a b c🚀").endsWith("🚀…");
		assertThat(title.codePointCount(0, title.length())).isEqualTo(500);
	}

	@Test
	void tellWhatHasNoTextsByItsName() {
		assertThat(texts().of(Notice.of("tea.ready"), "ja", null)).isEqualTo(new NoticeTexts.Text("tea.ready", ""));
	}

	/** What an owner writes mentions the same as what is shipped. */
	@Test
	void nameAllThatTheTextsMention() {
		NoticeTexts texts = texts();
		for (String kind : texts.kinds()) {
			for (String language : List.of("ja", "en")) {
				NoticeTemplate shipped = texts.shipped(kind, language);
				assertThat(shipped.title() + shipped.body()).as(kind).doesNotContainPattern("\\{\\d");
				List<Refusal.Detail> wrong = new ArrayList<>();
				shipped.check(language, texts.places(kind), wrong);
				assertThat(wrong).as(kind).isEmpty();
			}
			assertThat(texts.places(kind)).as(kind)
				.allSatisfy((place) -> assertThat(texts.placeName(place, Locale.ENGLISH)).isNotEqualTo(place))
				.allSatisfy((place) -> assertThat(texts.sample(place, Locale.JAPANESE)).isNotEqualTo(place));
		}
	}

	@Test
	void letAnOperatorChangeATextAndAddAKind() throws IOException {
		Files.writeString(this.data.resolve("notices_ja.properties"), """
				ticket.note.title=お返事：{0}
				tea.ready.title=お茶が入りました
				""");
		Files.writeString(this.data.resolve("notices.properties"), "tea.ready.title=Tea is ready\ntea.ready.body=Hot.");
		NoticeTexts texts = texts();
		assertThat(texts.of(Notice.of("ticket.note", "VPN", "x", "y"), "ja", null).title()).isEqualTo("お返事：VPN");
		assertThat(texts.of(Notice.of("ticket.note", "VPN", "x", "y"), "en", null).title()).isEqualTo("New reply: VPN");
		assertThat(texts.of(Notice.of("tea.ready"), "ja", null)).isEqualTo(new NoticeTexts.Text("お茶が入りました", "Hot."));
		assertThat(texts.kinds()).contains("tea.ready", "ticket.note");
	}

	private NoticeTexts texts() {
		return new NoticeTexts(this.data);
	}

}
