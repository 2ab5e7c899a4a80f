package io.nagare.search.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nagare.search.index.IndexSearch.Found;
import io.nagare.search.index.IndexSearch.Question;

import static org.assertj.core.api.Assertions.assertThat;

/** Words of kanji are found with and without the kana that inflect them. */
class OkuriganaTests {

	private static final UUID TENANT = UUID.randomUUID();

	/** Ways to write one word. */
	private static final List<List<String>> SAME = List.of(List.of("貸出", "貸し出し", "貸出し", "貸し出す"),
			List.of("振込", "振り込み", "振込み"), List.of("振込先", "振り込み先", "振込み先"), List.of("立替", "立て替え", "立替え"),
			List.of("受取", "受け取り", "受取り"), List.of("引渡", "引き渡し", "引渡し"), List.of("締切", "締め切り", "締切り"),
			List.of("締切日", "締め切り日"), List.of("持出", "持ち出し", "持出し"), List.of("持出申請", "持ち出し申請"),
			List.of("見積", "見積もり", "見積り"), List.of("見積書", "見積もり書", "見積り書"), List.of("振分", "振り分け"),
			List.of("取消", "取り消し", "取消し"), List.of("申込", "申し込み", "申込み"), List.of("問合せ", "問い合わせ", "問合わせ"),
			List.of("打合せ", "打ち合わせ"), List.of("引継", "引き継ぎ", "引継ぎ"), List.of("切替", "切り替え", "切替え"), List.of("入替", "入れ替え"),
			List.of("取扱", "取り扱い"), List.of("手続", "手続き"), List.of("受付", "受け付け"), List.of("割当", "割り当て", "割当て"),
			List.of("書込", "書き込み"), List.of("差替", "差し替え"), List.of("払出", "払い出し"), List.of("立上げ", "立ち上げ"));

	@Test
	void findsEachWayByEachOther(@TempDir Path directory) throws Exception {
		try (SearchIndex index = SearchIndex.open(directory)) {
			for (List<String> ways : SAME) {
				for (String way : ways) {
					put(index, text(way));
				}
			}
			index.show();
			for (List<String> ways : SAME) {
				for (String typed : ways) {
					Found found = ask(index, typed);
					assertThat(found.nearly()).as(typed).isFalse();
					for (String way : ways) {
						assertThat(found.hits().stream().map(OkuriganaTests::text)).as("%s by %s", way, typed)
							.contains(text(way));
					}
				}
			}
		}
	}

	@Test
	void marksWhatItFound(@TempDir Path directory) throws Exception {
		try (SearchIndex index = SearchIndex.open(directory)) {
			put(index, "ノートPCの貸し出しを延ばしたい");
			index.show();
			assertThat(ask(index, "貸出").hits().get(0).fragments().get(0).parts()).filteredOn(IndexHit.Part::match)
				.extracting(IndexHit.Part::text)
				.containsExactly("貸し出し");
		}
	}

	@Test
	void doesNotTakeSeveralWordsForOne(@TempDir Path directory) throws Exception {
		try (SearchIndex index = SearchIndex.open(directory)) {
			put(index, "会議室から出す本を貸してほしい");
			put(index, "高い山の写真");
			index.show();
			for (String typed : List.of("貸出", "貸し出し", "高山", "出本")) {
				assertThat(ask(index, typed).hits()).as(typed).isEmpty();
			}
		}
	}

	@Test
	void keepsWordsOfOneKanjiAndThoseInOtherLetters() {
		for (String word : List.of("出る", "高い", "データ出力", "出力データ", "お知らせ", "貸出", "")) {
			assertThat(Okurigana.removed(word)).isEqualTo(word);
		}
	}

	private static String text(String way) {
		return "社内の" + way + "について確認したい";
	}

	private static String text(IndexHit hit) {
		return hit.fragments().get(0).parts().stream().map(IndexHit.Part::text).collect(Collectors.joining());
	}

	private static Found ask(SearchIndex index, String typed) {
		return index.search((searcher) -> IndexSearch.find(searcher,
				new Question(TENANT, "ticket", typed, Map.of(), null, null, null, Set.of(), Synonyms.NONE), 200, 0));
	}

	private static void put(SearchIndex index, String title) throws Exception {
		String id = UUID.randomUUID().toString();
		String normal = SearchText.normal(title);
		Document document = new Document();
		document.add(new StringField(Fields.ID, id, Field.Store.YES));
		document.add(new StringField(Fields.TENANT, TENANT.toString(), Field.Store.NO));
		document.add(new StringField(Fields.TYPE, "ticket", Field.Store.NO));
		document.add(new NumericDocValuesField(Fields.CREATED, 1));
		document.add(new TextField(Fields.TITLE, normal, Field.Store.YES));
		document.add(new TextField(SearchText.PAIRS + Fields.TITLE, normal, Field.Store.NO));
		index.put(id, document);
	}

}
