package io.nagare.search.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nagare.search.index.IndexSearch.Found;
import io.nagare.search.index.IndexSearch.Question;
import io.nagare.search.index.IndexSearch.TicketRights;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked for in the place of what somebody types, and how much of it. */
class SynonymsTests {

	private static final UUID TENANT = UUID.randomUUID();

	private static final Synonyms WORDS = Synonyms.of(List.of(List.of("PC", "パソコン", "personal computer"),
			List.of("VPN", "リモートアクセス"), List.of("Wi-Fi", "無線LAN"), List.of("再起動", "リブート"), List.of("サーバー", "server")));

	@Test
	void knowsAWordHoweverItIsTyped() {
		for (String typed : List.of("ＰＣ", "ぱそこん", "ﾊﾟｿｺﾝ", "Personal-Computer", "personalcomputer")) {
			assertThat(WORDS.others(SearchText.folded(SearchText.normal(typed)))).as(typed).isNotEmpty();
		}
		assertThat(WORDS.others("wifi")).containsExactly("wi-fi", "無線lan");
		assertThat(WORDS.others("サーバ")).containsExactly("サーバー", "server");
		assertThat(WORDS.others("pcs")).isEmpty();
		assertThat(Synonyms.key("・-")).isEmpty();
	}

	@Test
	void seesTheKnownOnesInsideAWord() {
		Meant meant = Meant.of(List.of("pc再起動"), WORDS).get(0);
		assertThat(meant.parts()).extracting(Meant.Part::text).containsExactly("pc", "再起動");
		assertThat(Meant.of(List.of("pc-0123"), WORDS).get(0).parts()).as("a name is one").isEmpty();
		assertThat(Meant.of(List.of("personal", "computer", "is", "slow"), WORDS)).hasSize(3);
	}

	@Test
	void answersInTimeWhateverIsTyped(@TempDir Path directory) throws Exception {
		Synonyms many = Synonyms.of(IntStream.range(0, 2000)
			.mapToObj((group) -> IntStream.range(0, 20)
				.mapToObj(
						(word) -> (word == 0) ? Character.toString(0x4e00 + group) + "障害" : "語" + group + " 再起動" + word)
				.toList())
			.toList());
		try (SearchIndex index = SearchIndex.open(directory)) {
			for (int i = 0; i < 2000; i++) {
				put(index, "語" + i + " 再起動" + i % 20 + " パソコン");
			}
			index.show();
			StringBuilder ideographs = new StringBuilder();
			StringBuilder spaced = new StringBuilder();
			for (int i = 0; ideographs.length() < 10_000; i++) {
				ideographs.append(Character.toString(0x4e00 + i % 2000)).append("障害");
				spaced.append(Character.toString(0x4e00 + i % 2000)).append("障害 ");
			}
			for (String typed : List.of(ideographs.toString(), spaced.toString(), "あ".repeat(10_000), "一障害",
					"語7 再起動7")) {
				ask(index, many, typed);
				long start = System.nanoTime();
				ask(index, many, typed);
				assertThat((System.nanoTime() - start) / 1_000_000).as(typed.substring(0, 3)).isLessThan(1000);
			}
			assertThat(ask(index, many, "丁障害").total()).isEqualTo(1);
		}
	}

	@Test
	void mendsTypingErrorsInTimeHoweverManyWordsThereAre() {
		Synonyms many = Synonyms.of(IntStream.range(0, 2000)
			.mapToObj((group) -> IntStream.range(0, 20).mapToObj((word) -> letters(group * 20 + word)).toList())
			.toList());
		String meant = letters(4711);
		String mistyped = meant.substring(0, 3) + meant.charAt(4) + meant.charAt(3) + meant.substring(5);
		List<String> typed = IntStream.range(0, 100)
			.mapToObj((word) -> letters(word).substring(0, 7) + "zzzzz")
			.toList();
		assertThat(many.spelling().meant(List.of(mistyped))).containsExactly(meant);
		assertThat(many.spelling().meant(typed)).isEqualTo(typed);
		long start = System.nanoTime();
		many.spelling().meant(typed);
		assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(1000);
	}

	/** Another word for each number, all of one beginning and length. */
	private static String letters(int number) {
		return "p" + Long.toString(20_000_000_000L + number * 7_919_317L, 20)
			.chars()
			.mapToObj((each) -> Character.toString((each <= '9') ? each - '0' + 'k' : each))
			.collect(Collectors.joining());
	}

	private static Found ask(SearchIndex index, Synonyms synonyms, String typed) {
		return index.search((searcher) -> IndexSearch.find(searcher,
				new Question(TENANT, "ticket", typed, Map.of(), null, null,
						List.of(new TicketRights("incident", true, true, null, List.of())), Set.of("incident"),
						synonyms),
				50, 0));
	}

	private static void put(SearchIndex index, String title) throws Exception {
		String id = UUID.randomUUID().toString();
		Document document = new Document();
		document.add(new StringField(Fields.ID, id, Field.Store.YES));
		document.add(new StringField(Fields.TENANT, TENANT.toString(), Field.Store.NO));
		document.add(new StringField(Fields.TYPE, "ticket", Field.Store.NO));
		document.add(new StringField(Fields.KIND, "incident", Field.Store.NO));
		document.add(new NumericDocValuesField(Fields.CREATED, 0));
		document.add(new TextField(Fields.TITLE, title, Field.Store.NO));
		document.add(new TextField(SearchText.PAIRS + Fields.TITLE, title, Field.Store.NO));
		document.add(new StoredField(Fields.TITLE, title));
		index.put(id, document);
	}

}
