package io.nagare.ticket.web;

import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.fasterxml.jackson.databind.JsonNode;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** Where people come who follow the link of a mail. */
@NagareTest
class TicketPageTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TaskService tasks;

	private Api api = Api.at(0);

	private String id = "";

	private String number = "";

	@BeforeEach
	void report() {
		this.api = Api.at(this.port);
		JsonNode report = this.api.as("reporter1").report("<b>VPN</b> が切れる");
		this.id = report.path("id").asText();
		this.number = report.path("incident_number").asText();
	}

	private Client browser() {
		return new Client(this.port).with("Accept-Language", "ja");
	}

	private Answer follow(String username) {
		Client browser = browser();
		browser.enterForm(username, "demo");
		return browser.get("/tickets/" + this.number);
	}

	@Test
	void leadsThroughTheSignInToThePage() {
		Client browser = browser();
		Answer asked = browser.get("/tickets/" + this.number);
		assertThat(asked.status()).isEqualTo(302);
		assertThat(asked.header("Location")).isEqualTo("/login");
		assertThat(browser.enterForm("reporter1", "demo").header("Location")).endsWith("/tickets/" + this.number);
	}

	@Test
	void showsAReporterWhatHeMayRead() {
		this.api.as("agent1").post("/incidents/" + this.id + "/work-notes", "content", "再起動してください", "is_public", "Y");
		this.api.as("agent1").post("/incidents/" + this.id + "/work-notes", "content", "内輪の話", "is_public", "N");
		Answer page = follow("reporter1");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
		assertThat(page.body())
			.contains("<html lang=\"ja\"", this.number, "&lt;b&gt;VPN&lt;/b&gt; が切れる", "ステータス", "新規", "再起動してください",
					"鈴木 花子")
			.doesNotContain("内輪の話", "<b>VPN");
		Client browser = browser();
		browser.enterForm("reporter1", "demo");
		assertThat(browser.sending("Accept-Language", "en").get("/tickets/" + this.number).body())
			.contains("<html lang=\"en\"", "Status", "New", "Public notes");
		assertThat(browser.get("/tickets/" + this.number + "?lang=en").body()).contains("<html lang=\"en\"", "Status");
	}

	@Test
	void leadsAnAgentToTheTaskThatIsOpenToHim() {
		String task = Tenancy
			.asPlatform(() -> this.tasks.createTaskQuery().processInstanceBusinessKey(this.id).singleResult().getId());
		Answer answer = follow("agent1");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).endsWith("/camunda/app/tasklist/default/#/?task=" + task);
	}

	@Test
	void showsThePageWhereNoTaskIsOpen() {
		this.api.as("agent1").does(this.id, "assign");
		this.api.as("agent1").does(this.id, "cancel", "reason", "誤り");
		assertThat(follow("agent1").body()).contains(this.number, "取り消し済み");
		assertThat(follow("viewer").body()).contains(this.number);
	}

	@Test
	void saysToOthersThatThereIsNoSuchTicket() {
		Answer page = follow("reporter2");
		assertThat(page.status()).isEqualTo(404);
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.body()).contains("チケットが見つかりません").doesNotContain("VPN");
		this.number = "INC9999999";
		assertThat(follow("agent1").status()).isEqualTo(404);
		this.number = "nothing";
		assertThat(follow("agent1").body()).contains("チケットが見つかりません");
	}

}
