package io.nagare.workplace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.directory.AcrossTenants;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Many tickets at once, texts at hand, people mentioned, and the next of a list. */
@NagareTest
class DailyWorkTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AcrossTenants across;

	@Autowired
	private JdbcClient jdbc;

	private Api agent;

	private String category;

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
		this.category = this.agent.idOf("categories", "ネットワーク");
	}

	private JsonNode reported(String title) {
		return this.agent.report(title, "category_id", this.category);
	}

	@Test
	void performsAnActionOnManyAndSaysWhatBecameOfEach() {
		JsonNode first = reported("one");
		JsonNode second = reported("two");
		JsonNode started = reported("three");
		this.agent.does(started.path("id").asText(), "start");
		String nobodys = UUID.randomUUID().toString();
		JsonNode verdicts = bulk(this.agent, "start", first.path("id").asText(),
				second.path("incident_number").asText(), started.path("id").asText(), nobodys, "x")
			.data();
		assertThat(each(verdicts, "is_done")).containsExactly("true", "true", "false", "false", "false");
		assertThat(each(verdicts, "code")).containsExactly("null", "null", "ACTION_NOT_OPEN", "NOT_FOUND",
				"VALIDATION_FAILED");
		assertThat(verdicts.path(2).path("details").path(0).path("message").asText()).isNotBlank();
		assertThat(this.agent.incident(second.path("id").asText()).path("assignee").path("username").asText())
			.isEqualTo("agent1");
	}

	@Test
	void refusesInBulkWhatItRefusesAlone() {
		String id = reported("one").path("id").asText();
		assertThat(each(bulk(this.agent.as("viewer"), "start", id).data(), "code")).containsExactly("FORBIDDEN");
		assertThat(each(bulk(this.agent.as("other-agent"), "start", id).data(), "code")).containsExactly("NOT_FOUND");
		assertThat(refusal(bulk(this.agent.as("platform"), "start", id))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(bulk(this.agent, "start",
				IntStream.range(0, 101).mapToObj((i) -> "INC%07d".formatted(i)).toArray(String[]::new))))
			.isEqualTo("400 VALIDATION_FAILED ids=too_many");
	}

	/** The key was used up and its answer lost: who asks again has the rest done. */
	@Test
	void goesOnInBulkWhereItsNodeDied() {
		String first = waiting("one");
		String second = waiting("two");
		this.agent.does(second, "resume");
		Api once = this.agent.with("Idempotency-Key", UUID.randomUUID().toString());
		assertThat(each(bulk(once, "resume", first, second).data(), "code")).containsExactly("null", "ACTION_NOT_OPEN");
		this.across.write(() -> this.jdbc.sql("""
				UPDATE idempotency_keys SET status = NULL, answer = NULL WHERE answer LIKE :id
				""").param("id", "%" + first + "%").update());
		hold(second);
		assertThat(each(bulk(once, "resume", first, second).data(), "is_done")).containsExactly("true", "true");
		assertThat(this.agent.incident(second).path("status").asText()).isEqualTo("in_progress");
		hold(second);
		Answer again = bulk(once, "resume", first, second);
		assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(each(again.data(), "is_done")).containsExactly("true", "true");
		assertThat(this.agent.incident(second).path("status").asText()).isEqualTo("on_hold");
	}

	private String waiting(String title) {
		String id = reported(title).path("id").asText();
		this.agent.does(id, "start");
		hold(id);
		return id;
	}

	private void hold(String id) {
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor");
	}

	private static Answer bulk(Api api, String action, String... ids) {
		return api.post("/bulk", "action", action, "ids", List.of(ids), "fields", Map.of());
	}

	@Test
	void fillsATextWithWhatTheTicketSays() {
		JsonNode ticket = this.agent.as("reporter1").report("VPN");
		String id = module(this.agent, "Greeting", "scope", "own", "content_ja",
				"{reporter}様、{number}「{title}」{unknown}：{status}、優先度は{priority}", "content_en", "{number} {me}")
			.data()
			.path("id")
			.asText();
		String filled = "/text-modules/" + id + "/filled?ticket=" + ticket.path("incident_number").asText();
		assertThat(this.agent.get(filled + "&language=ja").data().path("content").asText())
			.contains("様、" + ticket.path("incident_number").asText() + "「VPN」{unknown}：新規、優先度は")
			.doesNotContain("low", "medium", "high");
		assertThat(this.agent.get(filled).data().path("content").asText())
			.startsWith(ticket.path("incident_number").asText() + " ");
		assertThat(this.agent.get("/text-modules/" + id + "/filled").data().path("content").asText())
			.isEqualTo("{number} {me}");
		assertThat(refusal(this.agent.as("agent2").get(filled))).isEqualTo("404 NOT_FOUND");
		assertThat(this.agent.delete("/text-modules/" + id).status()).isEqualTo(204);
	}

	@Test
	void letsTeamsAndManagersKeepTextsForOthers() {
		String team = this.agent.idOf("teams", "Service Desk");
		String ofTeam = module(this.agent, "Ours", "scope", "team", "team_id", team, "content_en", "Hello").data()
			.path("id")
			.asText();
		assertThat(each(this.agent.as("agent2").get("/text-modules?limit=100").data(), "id")).contains(ofTeam);
		assertThat(refusal(this.agent.as("network1").get("/text-modules/" + ofTeam))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(module(this.agent, "All", "scope", "tenant", "content_en", "Hello")))
			.isEqualTo("403 FORBIDDEN");
		Answer ofAll = module(this.agent.as("manager"), "All", "scope", "tenant", "content_en", "Hello");
		assertThat(ofAll.status()).as(ofAll.body()).isEqualTo(201);
		String all = ofAll.data().path("id").asText();
		assertThat(this.agent.get("/text-modules/" + all).status()).isEqualTo(200);
		assertThat(refusal(this.agent.delete("/text-modules/" + all))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.agent.as("other-admin").get("/text-modules/" + all))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.as("reporter1").get("/text-modules"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(module(this.agent, "Empty", "scope", "own")))
			.isEqualTo("400 VALIDATION_FAILED content_ja=required");
		assertThat(refusal(module(this.agent, "Whose", "scope", "team", "content_en", "x")))
			.isEqualTo("400 VALIDATION_FAILED team_id=required");
		this.agent.as("manager").delete("/text-modules/" + all);
		this.agent.delete("/text-modules/" + ofTeam);
	}

	private static Answer module(Api api, String name, Object... fields) {
		List<Object> all = new ArrayList<>(List.of("name", name));
		all.addAll(List.of(fields));
		return api.post("/text-modules", all.toArray());
	}

	@Test
	void tellsThoseWhoAreMentionedAndMayReadTheNote() {
		String id = this.agent.as("reporter1").report("mention").path("id").asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content",
				"@network1 and @reporter1, please look; mail to x@agent2.example. (@agent2)");
		assertThat(mentions("network1", id)).isEqualTo(1);
		assertThat(mentions("agent2", id)).isEqualTo(1);
		String address = "u" + UUID.randomUUID() + "@example.co.jp";
		this.agent.as("admin")
			.post("/users", "username", address, "email", address, "first_name", "花子", "last_name", "B", "role",
					"operator", "password", "long enough for anybody");
		this.agent.post("/incidents/" + id + "/work-notes", "content", "@" + address + ", 確認してください。");
		assertThat(each(this.agent.as(address, "long enough for anybody").get("/notifications").data(), "kind"))
			.as("a user name may be an address")
			.contains("ticket.mention");
		// the note is internal
		assertThat(mentions("reporter1", id)).isZero();
		assertThat(mentions("other-agent", id)).isZero();
		this.agent.post("/incidents/" + id + "/work-notes", "content", "@reporter1 @reporter2 see", "is_public", "Y");
		// he is told of the answer already, and the other may not read it
		assertThat(mentions("reporter1", id)).isZero();
		assertThat(mentions("reporter2", id)).isZero();
	}

	private long mentions(String username, String ticket) {
		JsonNode all = this.agent.as(username).get("/notifications?limit=100").data();
		return IntStream.range(0, all.size())
			.mapToObj(all::path)
			.filter((notice) -> notice.path("kind").asText().equals("ticket.mention")
					&& notice.path("ticket").path("id").asText().equals(ticket))
			.count();
	}

	@Test
	void knowsThePreviousAndTheNextOfAList() {
		String mark = "neighbour" + UUID.randomUUID().toString().substring(0, 8);
		String oldest = reported(mark + " c").path("id").asText();
		String middle = reported(mark + " a").path("id").asText();
		String newest = reported(mark + " b").path("id").asText();
		reported("another");
		String query = "/neighbours?q=" + mark;
		JsonNode byAge = this.agent.get("/incidents/" + middle + query).data();
		assertThat(byAge.path("previous").path("id").asText()).isEqualTo(newest);
		assertThat(byAge.path("next").path("id").asText()).isEqualTo(oldest);
		assertThat(this.agent.get("/incidents/" + newest + query).data().path("previous").isNull()).isTrue();
		JsonNode byTitle = this.agent.get("/incidents/" + newest + query + "&sort=title").data();
		assertThat(byTitle.path("previous").path("id").asText()).isEqualTo(middle);
		assertThat(byTitle.path("next").path("id").asText()).isEqualTo(oldest);
		for (String sort : List.of("due_at", "-due_at", "-priority,title", "resolution_due_at")) {
			walks(mark, sort);
		}
		assertThat(refusal(this.agent.as("reporter1").get("/incidents/" + middle + query))).isEqualTo("404 NOT_FOUND");
	}

	/** From each to the next is the order of the list itself. */
	private void walks(String mark, String sort) {
		List<String> list = each(this.agent.get("/incidents?q=" + mark + "&sort=" + sort).data(), "id");
		assertThat(list).hasSize(3);
		for (int i = 0; i < list.size(); i++) {
			JsonNode beside = this.agent.get("/incidents/" + list.get(i) + "/neighbours?q=" + mark + "&sort=" + sort)
				.data();
			assertThat(beside.path("previous").path("id").asText("")).as(sort)
				.isEqualTo((i > 0) ? list.get(i - 1) : "");
			assertThat(beside.path("next").path("id").asText("")).as(sort)
				.isEqualTo((i < list.size() - 1) ? list.get(i + 1) : "");
		}
	}

}
