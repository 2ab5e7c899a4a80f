package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where texts for people stand, and which words they never hold. */
@Tag("gate")
class WordsTests {

	private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

	private static final Pattern JAPANESE = Pattern.compile(
			"\"[^\"\\n]*[\\u3040-\\u30ff\\u4e00-\\u9fff][^\"\\n]*\"|^[^\"\\n]*[\\u3040-\\u30ff\\u4e00-\\u9fff]",
			Pattern.MULTILINE);

	/** What is no text for people, with the reason. */
	private static final Set<String> NO_TEXTS = Set.of(
			// the heading by which the file of the Cabinet Office is known
			"HolidayFileReader.java",
			// how mail programs and servers head quotations, answers and reports
			"QuotedText.java", "MachineMail.java", "TicketMailConversations.java",
			// single characters and their other forms
			"CharacterForms.java",
			// what stands beside numbers of people
			"PersonalDataFinder.java");

	/** Words that another word stands for, wherever people read. */
	private static final Pattern NEVER_RIGHT = Pattern
		.compile("議席|議決権|節目|時計|待ち行列|関門|動詞|督促|後戻り|支障|やり遂げる|作業メモ|変更管理者|配備|ログイン|割当|差戻|取消|取下げ|振返|締切り|切替"
				+ "|再分類|最緊急|広報担当|操作誤り|営業分|投票時間|(?<!変更)諮問委員会|技術審査|状況の発信|やめる|業務時間|読み込んでいます|タイトル");

	private static List<String> found(String root, String ending, Pattern wanted, Set<String> without)
			throws IOException {
		List<String> found = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of(root))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(ending))
				.filter((path) -> !without.contains(path.getFileName().toString())
						&& !path.getFileName().toString().startsWith("Demo"))
				.toList()) {
				String text = COMMENTS.matcher(Files.readString(file)).replaceAll("");
				wanted.matcher(text).results().forEach((hit) -> found.add(file + ": " + hit.group()));
			}
		}
		return found;
	}

	/** Data of the demo is what its people wrote. */
	@Test
	void standInMessageFilesAndNotInJava() throws IOException {
		assertThat(found("src/main/java", ".java", JAPANESE, NO_TEXTS)).isEmpty();
	}

	@Test
	void holdNoWordThatIsNeverRight() throws IOException {
		List<String> found = new ArrayList<>();
		for (String root : List.of("src/main/resources", "src/main/frontend/src", "forms", "processes", "rules",
				".camunda", "docs/guide/ja")) {
			for (String ending : List.of(".properties", ".html", ".json", ".js", ".ts", ".tsx", ".form", ".bpmn",
					".dmn", ".yaml", ".md")) {
				found.addAll(found(root, ending, NEVER_RIGHT, Set.of()));
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void areFoundWhereTheyAre() throws IOException {
		assertThat(found("src/main/resources", "texts_ja.properties", Pattern.compile("再オープン"), Set.of())).isNotEmpty();
		assertThat(JAPANESE.matcher("String a = \"割り当て / Assignment\";").find()).isTrue();
		assertThat(NEVER_RIGHT.matcher("再割当").find()).isTrue();
	}

}
