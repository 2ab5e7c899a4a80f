package io.nagare.article;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What articles bring, counted, with the articles behind each figure. */
@NagareTest
class ArticleFigureTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ManagementService jobs;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	@Test
	void countWhatReadersSaidAndLeadToTheArticles() {
		String good = published("VPN");
		String poor = published("Mail");
		published("Wi-Fi");
		says("reporter", good, true, true);
		says("agent3", good, true, true);
		says("reporter", poor, true, false);
		says("manager", poor, false, false);
		assertThat(figure("article_helped")).isEqualTo("3/4");
		assertThat(behind("article_helped")).containsExactly(good, poor);
		assertThat(figure("article_spared")).isEqualTo("2");
		assertThat(behind("article_spared")).containsExactly(good);
		// what is taken back counts no more
		says("agent3", good, false, false);
		assertThat(figure("article_helped")).isEqualTo("2/4");
		assertThat(figure("article_spared")).isEqualTo("1");
	}

	@Test
	void countWhatIsOutOfDate() {
		String old = published("VPN");
		published("Mail");
		written("draft");
		assertThat(figure("article_in_force")).isEqualTo("2");
		assertThat(figure("article_out_of_date")).isEqualTo("0/2");
		this.jobs.createJobQuery()
			.timers()
			.list()
			.stream()
			.filter((job) -> this.house.as("agent1")
				.get("/articles/" + old + "/process")
				.body()
				.contains(job.getProcessInstanceId()))
			.forEach((job) -> this.jobs.executeJob(job.getId()));
		assertThat(figure("article_in_force")).isEqualTo("1");
		assertThat(figure("article_out_of_date")).isEqualTo("1/2");
		assertThat(behind("article_out_of_date").get(0)).isEqualTo(old);
		does("agent1", old, "retire", "reason", "old");
		assertThat(figure("article_out_of_date")).isEqualTo("0/1");
	}

	@Test
	void countWhatCameFromTicketsWheneverItIsLinked() {
		JsonNode incident = this.house.as("reporter").report("メールが送れない");
		String id = incident.path("id").asText();
		this.house.as("agent1").does(id, "assign");
		this.house.as("agent1").does(id, "resolve", "resolution", "認証をやり直す", "resolution_code", "fixed");
		Answer begun = this.house.as("agent1").post("/articles/from-resolution", "ticket_id", id);
		assertThat(begun.status()).as(begun.body()).isEqualTo(201);
		String free = written("VPN");
		assertThat(figure("article_from_tickets")).isEqualTo("1/2");
		assertThat(behind("article_from_tickets").get(0)).isEqualTo(begun.data().path("id").asText());
		Answer linked = this.house.as("agent1")
			.post("/articles/" + free + "/links", "type", "related_to", "target_id", id);
		assertThat(linked.status()).as(linked.body()).isEqualTo(201);
		assertThat(figure("article_from_tickets")).isEqualTo("2/2");
	}

	@Test
	void countNothingThatTheReaderMayNotRead() {
		String secret = published("VPN", "confidentiality", "confidential");
		says("agent1", secret, true, true);
		assertThat(figure("article_spared")).isEqualTo("1");
		Answer other = this.house.as("agent3").get("/figures/article_spared");
		assertThat(other.data().path("numerator").asLong()).isZero();
		assertThat(this.house.as("reporter").get("/figures/article_spared").status()).isEqualTo(403);
	}

	private String written(String title, Object... fields) {
		Object[] all = new Object[fields.length + 4];
		System.arraycopy(new Object[] { "title_en", title, "body_en", "Restart it." }, 0, all, 0, 4);
		System.arraycopy(fields, 0, all, 4, fields.length);
		Answer written = this.house.as("agent1").post("/articles", all);
		assertThat(written.status()).as(written.body()).isEqualTo(201);
		return written.data().path("id").asText();
	}

	private String published(String title, Object... fields) {
		String id = written(title, fields);
		does("agent1", id, "submit");
		does((fields.length > 0) ? "manager" : "agent2", id, "approve");
		return id;
	}

	private void does(String name, String id, String action, Object... fields) {
		Answer answer = this.house.as(name).post("/articles/" + id + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private void says(String name, String id, boolean helped, boolean spared) {
		Answer answer = this.house.as(name).put("/articles/" + id + "/feedback", "helped", helped, "spared", spared);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private String figure(String name) {
		Answer answer = this.house.as("manager").get("/figures/" + name);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		JsonNode figure = answer.data();
		return figure.path("numerator").asText()
				+ (figure.path("denominator").isNull() ? "" : "/" + figure.path("denominator").asText());
	}

	private List<String> behind(String name) {
		return each(this.house.as("manager").get("/figures/" + name + "/tickets").data(), "id");
	}

}
