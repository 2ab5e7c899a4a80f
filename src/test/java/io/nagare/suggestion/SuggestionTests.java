package io.nagare.suggestion;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriUtils;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What closed tickets teach is suggested, as far as a tenant lets it be. */
@NagareTest
class SuggestionTests {

	private static final String[] MATTERS = { "社員証のICチップが読めない 入館ゲート", "visitor pass unreadable at the lobby turnstile",
			"給与明細の電子ファイルが開けない 閲覧", "payslip file cannot be opened" };

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api admin;

	private Api agent;

	private final String mark = UUID.randomUUID().toString().substring(0, 8);

	private final List<UUID> made = new ArrayList<>();

	@BeforeEach
	void signIn() {
		this.admin = Api.at(this.port).as("admin");
		this.agent = Api.at(this.port).as("agent1");
	}

	/** No later test is suggested anything. */
	@AfterEach
	void forget() {
		platform(() -> {
			this.jdbc.update("DELETE FROM suggestion_models");
			this.jdbc.update("DELETE FROM suggestion_settings");
			for (String table : new String[] { "incidents", "tickets" }) {
				this.made.forEach((id) -> this.jdbc.update("DELETE FROM " + table + " WHERE id = ?", id));
			}
		});
	}

	@Test
	void suggestsWhatClosedTicketsTeach() {
		String network = this.agent.idOf("categories", "VPN");
		String password = this.agent.idOf("categories", "パスワード");
		learn(network, password);
		assertThat(refusal(this.agent.post("/suggestions/models"))).isEqualTo("403 FORBIDDEN");
		JsonNode versions = this.admin.post("/suggestions/models").data();
		JsonNode version = of(versions, "category_id");
		assertThat(version.path("outcome").asText()).as(versions.toString()).isEqualTo("in_use");
		assertThat(version.path("correct").asInt()).isGreaterThan(version.path("most_frequent").asInt());
		assertThat(version.path("correct").asInt()).isLessThanOrEqualTo(version.path("held_out").asInt());
		assertThat(version.path("present").isNull() || version.path("present").isMissingNode()).isTrue();
		String typed = "社員証のチップを入館ゲートが読まない";
		JsonNode said = field(this.agent, typed, "category_id");
		assertThat(said.path("value").asText()).isEqualTo(network);
		assertThat(said.path("name").asText()).isEqualTo("VPN");
		assertThat(said.path("confidence").asDouble()).isBetween(0.6, 1.0);
		assertThat(said.path("words")).isNotEmpty().allSatisfy((word) -> assertThat(typed).contains(word.asText()));
		assertThat(field(this.agent, "payslip cannot be opened", "category_id").path("value").asText())
			.isEqualTo(password);
		assertThat(field(this.agent, "ゐゑ", "category_id").isMissingNode()).isTrue();
		assertThat(field(this.agent.as("reporter1"), typed, "category_id").path("value").asText()).isEqualTo(network);
		assertThat(field(this.agent.as("reporter1"), typed, "team_id").isMissingNode()).isTrue();
		assertThat(field(this.agent.as("other-admin"), typed, "category_id").isMissingNode()).isTrue();
		assertThat(this.agent.as("other-admin").get("/suggestions/models").data()).isEmpty();

		// the same tickets once more: as good as the present one, and takes its place
		JsonNode again = of(this.admin.post("/suggestions/models").data(), "category_id");
		assertThat(again.path("version").asInt()).isEqualTo(version.path("version").asInt() + 1);
		assertThat(again.path("present").asInt()).isEqualTo(version.path("correct").asInt());

		mode("category_id", "shadow");
		assertThat(field(this.agent, typed, "category_id").isMissingNode()).isTrue();
		JsonNode shadowed = this.agent.report(typed);
		assertThat(shadowed.path("category_id").isNull() || shadowed.path("category_id").isMissingNode()).isTrue();
		JsonNode counted = of(this.agent.get("/suggestions/models").data(), "category_id");
		assertThat(counted.path("asked").asInt()).isEqualTo(1);
		assertThat(counted.path("answered").asInt()).isEqualTo(1);

		mode("category_id", "fill");
		JsonNode filled = this.agent.incident(this.agent.report(typed).path("id").asText());
		assertThat(filled.path("category").path("id").asText()).as(filled.toString()).isEqualTo(network);
		assertThat(filled.path("work_notes").toString()).contains("VPN", said.path("words").path(0).asText());
		assertThat(filled.path("history").toString()).contains("category_id", network);
		JsonNode chosen = this.agent.report(typed, "category_id", password);
		assertThat(this.agent.incident(chosen.path("id").asText()).path("category").path("id").asText())
			.isEqualTo(password);

		mode("category_id", "off");
		assertThat(field(this.agent, typed, "category_id").isMissingNode()).isTrue();
		assertThat(refusal(this.admin.put("/suggestions/settings/team_id", "mode", "fill")))
			.isEqualTo("400 VALIDATION_FAILED mode=not_a_choice");
		assertThat(refusal(this.admin.put("/suggestions/settings/none", "mode", "off"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.put("/suggestions/settings/team_id", "mode", "off"))).isEqualTo("403 FORBIDDEN");
	}

	@Test
	void learnsNothingFromConfidentialTickets() {
		String network = this.agent.idOf("categories", "VPN");
		String password = this.agent.idOf("categories", "パスワード");
		learn(network, password);
		platform(() -> this.made
			.forEach((id) -> this.jdbc.update("UPDATE tickets SET confidentiality = 'confidential' WHERE id = ?", id)));
		this.admin.post("/suggestions/models");
		assertThat(field(this.agent, MATTERS[0], "category_id").isMissingNode()).isTrue();
	}

	/** Closed tickets of two matters. */
	private void learn(String one, String other) {
		String id = this.agent.report("手本 " + this.mark).path("id").asText();
		platform(() -> {
			for (int i = 0; i < 120; i++) {
				UUID copy = UUID.randomUUID();
				boolean first = i % 5 < 3;
				copy(UUID.fromString(id), copy, MATTERS[(first ? 0 : 2) + i % 2] + " " + (i % 7), i,
						UUID.fromString(first ? one : other));
				this.made.add(copy);
			}
		});
	}

	private void copy(UUID of, UUID copy, String title, int minutes, UUID category) {
		for (String table : new String[] { "tickets", "incidents" }) {
			List<String> columns = this.jdbc.queryForList("SELECT column_name FROM information_schema.columns"
					+ " WHERE table_schema = current_schema() AND table_name = ? AND is_generated = 'NEVER'"
					+ " AND is_identity = 'NO'", String.class, table);
			String values = columns.stream().map((column) -> switch (column) {
				case "id" -> "'" + copy + "'";
				case "number" -> "'" + ("T" + copy).substring(0, 12) + "'";
				case "title" -> "'" + title + "'";
				case "category_id" -> "'" + category + "'";
				case "status", "phase" -> "'closed'";
				case "closed_at" -> "now() - interval '" + (200 - minutes) + " minutes'";
				default -> column;
			}).reduce((a, b) -> a + ", " + b).orElseThrow();
			this.jdbc.update("INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT " + values
					+ " FROM " + table + " WHERE id = ?", of);
		}
	}

	private void mode(String field, String mode) {
		Answer answer = this.admin.put("/suggestions/settings/" + field, "mode", mode);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private void platform(Runnable work) {
		Tenancy.asPlatform(() -> {
			this.transaction.executeWithoutResult((status) -> work.run());
			return true;
		});
	}

	private static JsonNode field(Api api, String typed, String field) {
		Answer answer = api.get("/suggestions?title=" + UriUtils.encode(typed, UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return of(answer.data().path("fields"), field);
	}

	private static JsonNode of(JsonNode list, String field) {
		return StreamSupport.stream(list.spliterator(), false)
			.filter((one) -> one.path("field").asText().equals(field))
			.findFirst()
			.orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
	}

}
