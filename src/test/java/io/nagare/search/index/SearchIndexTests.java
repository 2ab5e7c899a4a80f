package io.nagare.search.index;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nagare.database.ContentChanges.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** What an index on a disk keeps, and how texts become terms. */
class SearchIndexTests {

	@Test
	void goesOnWhereItWasLastKept(@TempDir Path directory) throws Exception {
		try (SearchIndex index = SearchIndex.open(directory)) {
			assertThat(index.state()).isEqualTo(SearchIndex.State.EMPTY);
			index.put("1", document("1"));
			index.keep(new SearchIndex.State(new Position(7, 9), Instant.EPOCH, 2));
			// what follows is lost when the node is killed, and told once more
			index.put("2", document("2"));
		}
		try (SearchIndex index = SearchIndex.open(directory)) {
			assertThat(index.state()).isEqualTo(new SearchIndex.State(new Position(7, 9), Instant.EPOCH, 2));
			assertThat(index.size().documents()).isEqualTo(1);
			assertThat(index.size().bytes()).isPositive();
		}
	}

	@Test
	void isAnotherOneForEachNodeOnTheSameDisk(@TempDir Path directory) throws Exception {
		try (SearchIndex one = SearchIndex.open(directory); SearchIndex other = SearchIndex.open(directory)) {
			one.put("1", document("1"));
			one.show();
			other.show();
			assertThat(one.size().documents()).isEqualTo(1);
			assertThat(other.size().documents()).isZero();
		}
	}

	@Test
	void foldsWhatPeopleDoNotTellApart() {
		assertThat(SearchText.folded(SearchText.normal("ＶＰＮ ﾌﾟﾘﾝﾀｰ さーば ①"))).isEqualTo("vpn プリンター サーバ 1");
		for (String[] same : new String[][] { { "ソフトウエア", "ソフトウェア" }, { "髙橋", "高橋" }, { "山﨑", "山崎" }, { "渡邊", "渡辺" },
				{ "時々", "時時" }, { "こゝろ", "こころ" }, { "いすゞ", "いすず" }, { "web−prd–01", "web-prd-01" }, { "1〜3", "1～3" },
				{ "黑田 增美", "黒田 増美" }, { "關口", "関口" }, { "舘野", "館野" }, { "\uD842\uDFB7田", "吉田" },
				{ "葛\uDB40\uDD00城", "葛城" }, { "サ\u200Bーバ\uFEFF", "サーバ" }, { "co\u00ADoper\u2060ate", "cooperate" } }) {
			assertThat(SearchText.folded(SearchText.normal(same[0])))
				.isEqualTo(SearchText.folded(SearchText.normal(same[1])));
		}
		assertThat(SearchText.folded("美容院びよういん")).isNotEqualTo(SearchText.folded("美容院びょういん"));
		String text = "İıẞ😀ガ々";
		assertThat(SearchText.folded(text)).hasSameSizeAs(text);
	}

	@Test
	void joinsTheLinesOfALongTextAndNoList() {
		String line = "このたび全社で使っている従業員生";
		assertThat(SearchText.unwrapped(line + "のみ今日\r\n産性の画面")).isEqualTo(line + "のみ今日産性の画面");
		assertThat(SearchText.unwrapped("プリンター\nスキャナー")).isEqualTo("プリンター\nスキャナー");
		assertThat(SearchText.unwrapped(line + "のみ今日\n\n産性の画面")).contains("\n\n");
		assertThat(SearchText.unwrapped("a long line of English words\nand more")).contains("words\nand");
	}

	@Test
	void looksForAWordAsItStandsAndCrossesNoSpace() {
		assertThat(SearchText.phrase("決済フロー")).containsExactly(Map.entry(0, "決済"), Map.entry(1, "済フ"),
				Map.entry(2, "フロ"), Map.entry(3, "ロー"));
		List<SearchText.Word> pairs = SearchText.pairs("ab c");
		assertThat(pairs).extracting(SearchText.Word::term).containsExactly("ab", "b", "c");
		assertThat(pairs).extracting(SearchText.Word::position).containsExactly(0, 1, 3);
		assertThat(SearchText.distinct(SearchText.words("従業員生産性"))).contains("従業", "生産");
	}

	private static Document document(String id) {
		Document document = new Document();
		document.add(new StringField(Fields.ID, id, Field.Store.YES));
		return document;
	}

}
