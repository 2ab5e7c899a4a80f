package io.nagare.ticket;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Lets people tag tickets of every type, find them by it, and say how long one takes. */
@NagareTest
class TagTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api agent = Api.at(0);

	/** Of no other test. */
	private String own = "";

	@BeforeEach
	void standAtTheDoor() {
		this.agent = Api.at(this.port).as("agent1");
		this.own = "Tag " + UUID.randomUUID().toString().substring(0, 12);
	}

	@Test
	void tagsTicketsOfEveryTypeWhenTheyAreReportedAndAfterwards() {
		for (String kind : List.of("incidents", "problems", "changes", "requests")) {
			String id = opened(kind, List.of(this.own, " ＶＰＮ ", "vpn"));
			assertThat(tags(this.agent.get("/" + kind + "/" + id).data())).as(kind).containsExactly(this.own, "VPN");
			Answer changed = this.agent.patch("/" + kind + "/" + id, "tags", List.of("東京", this.own));
			assertThat(changed.status()).as(changed.body()).isEqualTo(200);
			assertThat(tags(changed.data())).containsExactly("東京", this.own);
			JsonNode list = this.agent.get("/" + kind + "?tag=" + this.own.replace(" ", "+")).data();
			assertThat(each(list, "id")).as(kind).containsExactly(id);
			assertThat(tags(list.get(0))).containsExactly("東京", this.own);
			assertThat(
					StreamSupport.stream(this.agent.get("/" + kind + "/" + id + "/history").data().spliterator(), false)
						.filter((change) -> change.path("field_name").asText().equals("tags"))
						.map((change) -> change.path("new_value").asText()))
				.containsExactly("[東京, " + this.own + "]");
			assertThat(tags(this.agent.patch("/" + kind + "/" + id, "tags", List.of()).data())).isEmpty();
			assertThat(this.agent.get("/" + kind + "?tag=" + this.own.replace(" ", "+")).data()).isEmpty();
		}
	}

	@Test
	void findsThoseThatHaveAllOfTheTagsInAnyCaseAndWidth() {
		String both = opened("incidents", List.of(this.own, "Zürich"));
		String one = opened("incidents", List.of(this.own.toUpperCase(Locale.ROOT)));
		String tag = this.own.replace(" ", "+");
		assertThat(each(this.agent.get("/incidents?tag=" + tag).data(), "id")).containsExactly(one, both);
		assertThat(each(this.agent.get("/incidents?cursor=&tag=" + tag.toLowerCase(Locale.ROOT)).data(), "id"))
			.containsExactly(one, both);
		assertThat(each(this.agent.get("/incidents?tag=" + tag + "&tag=Z%C3%9CRICH").data(), "id"))
			.containsExactly(both);
		assertThat(each(this.agent.get("/incidents?tag=" + tag + ",z%C3%BCrich,").data(), "id")).containsExactly(both);
		assertThat(this.agent.get("/incidents?tag=" + tag + "&status=closed,new,assigned").data()).hasSize(2);
		assertThat(this.agent.get("/incidents?tag=" + tag + "&phase=closed").data()).isEmpty();
		assertThat(refusal(this.agent.get("/incidents?tag=1,2,3,4,5,6")))
			.isEqualTo("400 VALIDATION_FAILED tag=too_many");
		assertThat(Api.at(this.port).as("other-agent").get("/incidents?tag=" + tag).data()).isEmpty();
		assertThat(Api.at(this.port).as("reporter2").get("/incidents?tag=" + tag).data()).isEmpty();
		assertThat(this.agent.get("/incidents/" + both + "/neighbours?tag=" + tag).data().at("/previous/id").asText())
			.isEqualTo(one);
	}

	@Test
	void refusesWhatIsNoTag() {
		String id = opened("incidents", List.of(this.own));
		for (List<String> wrong : List.of(List.of(""), List.of("a,b"), List.of("a\u202eb"), List.of("x".repeat(41)))) {
			assertThat(refusal(this.agent.patch("/incidents/" + id, "tags", wrong))).as("%s", wrong)
				.isEqualTo("400 VALIDATION_FAILED tags=not_a_tag");
			assertThat(refusal(this.agent.post("/incidents", "title", "x", "priority", "low", "tags", wrong)))
				.as("%s", wrong)
				.isEqualTo("400 VALIDATION_FAILED tags=not_a_tag");
		}
		assertThat(refusal(this.agent.patch("/incidents/" + id, "tags",
				IntStream.range(0, 21).mapToObj(Integer::toString).toList())))
			.startsWith("400 VALIDATION_FAILED tags=");
		for (Object wrong : new Object[] { null, "VPN", List.of("a\u0007"), List.of(List.of("VPN")),
				Collections.singletonList(null) }) {
			assertThat(refusal(this.agent.patch("/incidents/" + id, "tags", wrong))).as("%s", wrong)
				.startsWith("400 VALIDATION_FAILED tags");
		}
		assertThat(refusal(Api.at(this.port).as("reporter1").patch("/incidents/" + id, "tags", List.of("x"))))
			.startsWith("404");
		assertThat(tags(this.agent.incident(id))).containsExactly(this.own);
	}

	@Test
	void letsReportersTagWhatTheyReport() {
		String id = Api.at(this.port).as("reporter1").report("VPN", "tags", List.of(this.own)).path("id").asText();
		assertThat(tags(Api.at(this.port).as("reporter1").incident(id))).containsExactly(this.own);
		assertThat(refusal(Api.at(this.port).as("reporter1").patch("/incidents/" + id, "tags", List.of("x"))))
			.startsWith("403");
	}

	@Test
	void leavesTheTagsOfOneOfTwoWhoWriteAtOnce() {
		String id = opened("incidents", List.of(this.own));
		assertThat(AtOnce.statuses(2,
				(one) -> this.agent.patch("/incidents/" + id, "tags", List.of(this.own, "of " + one))))
			.containsOnly(200);
		List<String> left = tags(this.agent.incident(id));
		assertThat(left).hasSize(2).startsWith(this.own);
		List<String> rows = Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc
			.queryForList("SELECT tag FROM ticket_tags WHERE ticket_id = ?::uuid", String.class, id)));
		assertThat(rows).as("the rows that lists find it by")
			.containsExactlyInAnyOrderElementsOf(left.stream().map((tag) -> tag.toLowerCase(Locale.ROOT)).toList());
	}

	@Test
	void findsNoneThatWasDeleted() {
		String id = opened("incidents", List.of(this.own));
		assertThat(Api.at(this.port).as("admin").delete("/incidents/" + id + "?reason=x").status()).isEqualTo(204);
		assertThat(this.agent.get("/incidents?tag=" + this.own.replace(" ", "+")).data()).isEmpty();
	}

	@Test
	void takesTheEstimateOfAgentsOnly() {
		String id = Api.at(this.port).as("reporter1").report("VPN").path("id").asText();
		assertThat(this.agent.incident(id).path("estimated_minutes").isNull()).isTrue();
		assertThat(
				this.agent.patch("/incidents/" + id, "estimated_minutes", 90).data().path("estimated_minutes").asInt())
			.isEqualTo(90);
		for (Object wrong : new Object[] { 0, -1, 525_601, 1.5, "long" }) {
			assertThat(refusal(this.agent.patch("/incidents/" + id, "estimated_minutes", wrong))).as("%s", wrong)
				.startsWith("400 VALIDATION_FAILED estimated_minutes=");
		}
		assertThat(this.agent.patch("/incidents/" + id, "estimated_minutes", null)
			.data()
			.path("estimated_minutes")
			.isNull()).isTrue();
		assertThat(refusal(Api.at(this.port)
			.as("reporter1")
			.post("/incidents", "title", "x", "priority", "low", "estimated_minutes", 5)))
			.isEqualTo("403 FORBIDDEN estimated_minutes=agents_only");
		assertThat(this.agent.report("x", "estimated_minutes", 5).path("estimated_minutes").asInt()).isEqualTo(5);
		String change = opened("changes", List.of());
		assertThat(this.agent.patch("/changes/" + change, "estimated_minutes", 525_600).status()).isEqualTo(200);
	}

	private String opened(String kind, List<String> tags) {
		Answer made = switch (kind) {
			case "requests" -> this.agent.post("/requests", "title", "タグ", "type", "new-workplace", "person", "山田",
					"place", "3F", "tags", tags);
			case "incidents" -> this.agent.post("/incidents", "title", "タグ", "priority", "low", "tags", tags);
			default -> this.agent.post("/" + kind, "title", "タグ", "tags", tags);
		};
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	private static List<String> tags(JsonNode ticket) {
		return StreamSupport.stream(ticket.path("tags").spliterator(), false).map(JsonNode::asText).toList();
	}

}
