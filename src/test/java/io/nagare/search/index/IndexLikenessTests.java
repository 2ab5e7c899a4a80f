package io.nagare.search.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nagare.search.index.IndexLikeness.Alike;
import io.nagare.search.index.IndexLikeness.Said;
import io.nagare.search.index.IndexLikeness.Shared;
import io.nagare.search.index.IndexSearch.Question;

import static org.assertj.core.api.Assertions.assertThat;

/** What is about the same matter, told by its words alone. */
class IndexLikenessTests {

	private static final UUID TENANT = UUID.randomUUID();

	private static final UUID OTHER = UUID.randomUUID();

	/** A text that is asked with, and what must be found by it. */
	private static final Map<String, List<String>> TRUTHS = new LinkedHashMap<>();

	static {
		TRUTHS.put("出社時の打刻が勤怠システムに記録されません", List.of("勤怠システムで打刻ができない", "打刻ボタンを押しても勤怠に反映されない"));
		TRUTHS.put("経費精算で領収書を添付するとエラー", List.of("経費精算の申請画面に領収書を添付できない", "領収書の画像が経費精算に添付できずエラーになる"));
		TRUTHS.put("電子契約の押印依頼がまだ届きません", List.of("電子契約サービスで押印の依頼が届かない", "押印依頼の通知が電子契約から届かない"));
		TRUTHS.put("The badge reader at the warehouse gate does not accept my card",
				List.of("Badge reader at the warehouse gate rejects cards", "Warehouse gate: badge not accepted"));
		TRUTHS.put("Timeout while exporting the payroll",
				List.of("Payroll export ends with a timeout", "payroll: TIMEOUT after five minutes"));
	}

	@Test
	void findsWhatIsAboutTheSameMatterAndNothingElse(@TempDir Path directory) throws Exception {
		try (SearchIndex index = SearchIndex.open(directory)) {
			Map<String, String> ids = filled(index);
			TRUTHS.forEach((asked, expected) -> {
				List<Alike> found = like(index, TENANT, asked, "", null);
				assertThat(found.stream().map((one) -> ids.get(one.id().toString()))).as("%s: %s", asked, found)
					.containsExactlyInAnyOrderElementsOf(expected);
				assertThat(found).allSatisfy((one) -> {
					assertThat(one.likeness()).isBetween(0.3, 1.0);
					assertThat(one.shared()).isNotEmpty();
					assertThat(one.shared().stream().mapToDouble(Shared::share).sum())
						.isGreaterThanOrEqualTo(one.likeness() - 1e-6);
				});
			});
			assertThat(like(index, TENANT, "社員食堂の献立表を英訳してほしい画面", "", null)).as("one word in common is no likeness")
				.isEmpty();
			assertThat(like(index, TENANT, "？！", "", null)).isEmpty();
			assertThat(like(index, OTHER, TRUTHS.keySet().iterator().next(), "", null)).isEmpty();
		}
	}

	@Test
	void saysWhichWordsAreSharedAsTheyWereTyped(@TempDir Path directory) throws Exception {
		try (SearchIndex index = SearchIndex.open(directory)) {
			filled(index);
			Alike first = like(index, TENANT, "PAYROLL Timeout", "今朝", null).get(0);
			assertThat(first.shared()).extracting(Shared::word).containsExactlyInAnyOrder("PAYROLL", "Timeout");
			List<Alike> again = like(index, TENANT, "PAYROLL Timeout", "今朝", null);
			assertThat(again.get(0)).isEqualTo(first);
			assertThat(like(index, TENANT, "PAYROLL Timeout", "今朝", first.id())).doesNotContain(first).hasSize(1);
		}
	}

	private static List<Alike> like(SearchIndex index, UUID tenant, String title, String text,
			@org.jspecify.annotations.Nullable UUID except) {
		return index.search((searcher) -> IndexLikeness.like(searcher,
				new Question(tenant, "ticket", "", Map.of(), null, null, null, Set.of(), Synonyms.NONE),
				Said.of(title, text), except, 5));
	}

	/** The titles of what it holds, by their ids. */
	private static Map<String, String> filled(SearchIndex index) throws IOException {
		Map<String, String> ids = new LinkedHashMap<>();
		for (List<String> titles : TRUTHS.values()) {
			for (String title : titles) {
				put(index, ids, title);
			}
		}
		for (int i = 0; i < 40; i++) {
			put(index, ids,
					List.of("複合機で紙が詰まる", "無線LANが遅い", "画面が暗い", "Mail is slow", "A printer jams").get(i % 5) + " " + i);
		}
		index.show();
		return ids;
	}

	private static void put(SearchIndex index, Map<String, String> ids, String title) throws IOException {
		String id = UUID.randomUUID().toString();
		ids.put(id, title);
		Document document = new Document();
		document.add(new StringField(Fields.ID, id, Field.Store.YES));
		document.add(new StringField(Fields.TENANT, TENANT.toString(), Field.Store.NO));
		document.add(new StringField(Fields.TYPE, "ticket", Field.Store.NO));
		document.add(new LongPoint(Fields.CREATED, ids.size()));
		document.add(new NumericDocValuesField(Fields.CREATED, ids.size()));
		document.add(new TextField(Fields.TITLE, SearchText.normal(title), Field.Store.NO));
		index.put(id, document);
	}

}
