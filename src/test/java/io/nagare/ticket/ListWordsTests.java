package io.nagare.ticket;

import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.search.index.IndexSearch;
import io.nagare.search.index.SearchIndexer;

import static io.nagare.Api.each;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is typed above a list of tickets, with the index and without. */
@NagareTest
class ListWordsTests {

	@LocalServerPort
	private int port;

	@Autowired
	private SearchIndexer indexer;

	@Autowired
	private IndexSearch index;

	private OwnHouse house;

	private Api agent;

	private String printer;

	private String number;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.printer = this.agent
			.report("プリンターが印刷しない", "description", "３階の髙橋さん、葛\uDB40\uDD00城さん、黑田さん、\uD842\uDFB7田さんより")
			.path("id")
			.asText();
		this.number = this.agent.incident(this.printer).path("incident_number").asText();
		this.agent.report("Mail is slow", "description", "50% of them");
	}

	@Test
	void areFoundInAnyWriting() {
		looksFor();
		assertThat(this.indexer.catchUp()).isTrue();
		looksFor();
		assertThat(this.index.holding(UUID.fromString(this.house.id()), "incident", List.of(Set.of("ぷりんたー")), 1))
			.as("the index names it")
			.contains(List.of(UUID.fromString(this.printer)));
		assertThat(this.index.holding(UUID.fromString(this.house.id()), "incident", List.of(Set.of("ぷりんたー")), 0))
			.as("too many to be named")
			.isEmpty();
		String later = this.agent.report("プリンターの紙").path("id").asText();
		assertThat(found("ﾌﾟﾘﾝﾀｰ")).as("what the index does not know yet")
			.containsExactlyInAnyOrder(later, this.printer);
		this.agent.patch("/incidents/" + this.printer, "title", "印刷機が止まる");
		assertThat(found("印刷機")).containsExactly(this.printer);
		assertThat(found("プリンター")).as("what the index still holds").containsExactly(later);
	}

	private void looksFor() {
		for (String typed : List.of("プリンター", "ﾌﾟﾘﾝﾀｰ", "ぷりんたー", "プリンタ－", "印刷　プリンター", "3階 印刷", "高橋", "葛城",
				"葛\uDB40\uDD00城", "黒田", "吉田", "プリ\u200Bンター")) {
			assertThat(found(typed)).as(typed).containsExactly(this.printer);
		}
		String digits = this.number.substring(3).replaceFirst("^0+", "");
		for (String typed : List.of(this.number, this.number.toLowerCase(Locale.ROOT), "ＩＮＣ" + this.number.substring(3),
				"inc-" + digits, "INC " + digits, "印刷 inc" + digits)) {
			assertThat(found(typed)).as(typed).containsExactly(this.printer);
		}
		assertThat(found(digits)).contains(this.printer);
		assertThat(found("MAIL ５０%")).hasSize(1);
		assertThat(found("50_")).as("no sign stands for others").isEmpty();
		assertThat(found("印刷 Mail")).isEmpty();
	}

	private List<String> found(String typed) {
		return each(this.agent.get("/incidents?q=" + URLEncoder.encode(typed, UTF_8)).data(), "id");
	}

}
