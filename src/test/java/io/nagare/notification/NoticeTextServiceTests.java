package io.nagare.notification;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant's owner says what its notices say, sees it first, and goes back. */
class NoticeTextServiceTests extends WithMailServer {

	private static final String ASSIGNED = "/notification-texts/ticket.assigned";

	@LocalServerPort
	private int port;

	private static Map<String, String> text(String title, String body) {
		return Map.of("title", title, "body", body);
	}

	private static JsonNode told(Api person) {
		return person.get("/notifications").data().get(0);
	}

	private static void assign(OwnHouse house, String title) {
		Answer reported = house.as("manager")
			.post("/incidents", "title", title, "priority", "medium", "assignee_id", house.idOf("agent1"));
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
	}

	@Test
	void saysWhatTheOwnerWroteUntilHeGoesBack() throws Exception {
		OwnHouse house = OwnHouse.at(this.port);
		OwnHouse neighbour = OwnHouse.at(this.port);
		Answer written = house.as("owner").put(ASSIGNED, "ja", text("担当：{title}", "{by}より、よろしくお願いします。"), "en", null);
		assertThat(written.status()).as(written.body()).isEqualTo(200);
		assertThat(written.data().at("/ja/is_own").asBoolean()).isTrue();
		assertThat(written.data().at("/en/is_own").asBoolean()).isFalse();
		assertThat(written.data().at("/en/title").asText()).isEqualTo("Assigned to you: {title}");
		assign(house, "VPN {by}");
		assertThat(told(house.as("agent1")).path("title").asText()).isEqualTo("担当：VPN {by}");
		assertThat(told(house.as("agent1")).path("body").asText()).isEqualTo("B managerより、よろしくお願いします。");
		MimeMessage mail = onlyMailTo(house.username("agent1"));
		assertThat(mail.getSubject()).contains("担当：VPN");
		assertThat(text(mail)).contains("よろしくお願いします");
		assign(neighbour, "VPN");
		assertThat(told(neighbour.as("agent1")).path("title").asText()).isEqualTo("担当になりました：VPN");
		assertThat(house.as("owner").delete(ASSIGNED).status()).isEqualTo(204);
		assign(house, "Printer");
		assertThat(told(house.as("agent1")).path("title").asText()).isEqualTo("担当になりました：Printer");
		String record = house.as("admin").get("/audit?limit=50").body();
		assertThat(record).contains("担当：{title}", house.username("owner"));
	}

	@Test
	void showsHowTheMailOfARealTicketWouldRead() {
		OwnHouse house = OwnHouse.at(this.port);
		JsonNode ticket = house.as("reporter").report("VPN <b>");
		String number = ticket.path("incident_number").asText();
		JsonNode previews = house.as("owner")
			.post(ASSIGNED + "/preview", "ticket", number, "ja", text("担当：{title}", "{by}から"))
			.data();
		assertThat(previews.at("/ja/subject").asText()).isEqualTo("[" + number + "] 担当：VPN <b>");
		assertThat(previews.at("/ja/html").asText()).contains("担当：VPN &lt;b&gt;", "B reporterから",
				"https://nagare.example/tickets/" + number, "<html lang=\"ja\">");
		assertThat(previews.at("/en/subject").asText()).isEqualTo("[" + number + "] Assigned to you: VPN <b>");
		assertThat(previews.at("/en/text").asText()).contains("B reporter has assigned this ticket to you.",
				"Nagare sent this message automatically.");
		JsonNode sample = house.as("owner").post("/notification-texts/change.plan_changed/preview").data();
		assertThat(sample.at("/en/subject").asText())
			.isEqualTo("New window: The printer on the second floor doesn’t print");
		assertThat(sample.at("/ja/text").asText()).contains("2028/01/05");
		assertThat(house.as("owner").get(ASSIGNED).data().at("/ja/is_own").asBoolean()).as("kept nothing").isFalse();
	}

	@Test
	void showsOfAConfidentialTicketWhatItsMailShowsAndOfAnotherTenantsNothing() {
		OwnHouse house = OwnHouse.at(this.port);
		String secret = house.as("reporter").report("人事の件", "confidentiality", "confidential").path("id").asText();
		JsonNode previews = house.as("admin").post(ASSIGNED + "/preview", "ticket", secret).data();
		assertThat(previews.at("/ja/html").asText()).contains("機密のチケットです").doesNotContain("人事");
		assertThat(Api.refusal(house.as("owner").post(ASSIGNED + "/preview", "ticket", secret)))
			.isEqualTo("400 VALIDATION_FAILED ticket=unknown_ticket");
		String foreign = OwnHouse.at(this.port).as("reporter").report("VPN").path("id").asText();
		assertThat(Api.refusal(house.as("admin").post(ASSIGNED + "/preview", "ticket", foreign)))
			.isEqualTo("400 VALIDATION_FAILED ticket=unknown_ticket");
	}

	@Test
	void mailsATestToTheOwnerAlone() throws Exception {
		OwnHouse house = OwnHouse.at(this.port);
		String number = house.as("reporter").report("VPN").path("incident_number").asText();
		assertThat(house.as("owner")
			.post(ASSIGNED + "/test", "language", "en", "ticket", number, "en", text("Yours: {title}", "From {by}"))
			.status()).isEqualTo(204);
		MimeMessage mail = onlyMailTo(house.username("owner"));
		assertThat(mail.getSubject()).isEqualTo("[" + number + "] Yours: VPN");
		assertThat(text(mail)).contains("From B reporter");
		assertThat(html(mail)).contains("<html lang=\"en\">");
		assertThat(mail.getHeader("References")).isNull();
		assertThat(mail.getAllRecipients()).hasSize(1);
		serverIsDown();
		assertThat(Api.refusal(house.as("owner").post(ASSIGNED + "/test", "language", "en")))
			.isEqualTo("409 CONFLICT null=mail_not_taken");
	}

	@Test
	void refusesWhatBreaksAndNamesTheField() {
		OwnHouse house = OwnHouse.at(this.port);
		Api owner = house.as("owner");
		refuses(owner, text("{name}", "x"), "ja.title=unknown_place");
		refuses(owner, text("{title", "x"), "ja.title=broken_place");
		refuses(owner, text("x", "a } b"), "ja.body=broken_place");
		refuses(owner, text("x\r\nBcc: evil@example.com", "x"), "ja.title=one_line");
		refuses(owner, text("x\u2028y", "x"), "ja.title=one_line");
		refuses(owner, text("x", "a\u0007b"), "ja.body=invalid_character");
		refuses(owner, text("x\u202Ey", "x"), "ja.title=invisible_characters");
		refuses(owner, text("x", "<script>alert(1)</script>"), "ja.body=plain_text");
		refuses(owner, text("x", "a &lt; b"), "ja.body=plain_text");
		refuses(owner, text("あ".repeat(201), "x"), "ja.title=too_long");
		refuses(owner, text("x", "あ".repeat(4001)), "ja.body=too_long");
		refuses(owner, text(" ", "x"), "ja.title=required");
		assertThat(owner.with("Accept-Language", "en").put(ASSIGNED, "en", text("{name}", "x")).body())
			.contains("There is no name in this event; there are: {title}, {by}");
		assertThat(owner.with("Accept-Language", "ja").put(ASSIGNED, "en", text("x\ny", "x")).body())
			.contains("改行のない1行にしてください。");
		assertThat(owner.get(ASSIGNED).data().path("version").asInt()).isZero();
		assertThat(owner.put(ASSIGNED, "en", text("1 < 2 & 3 > 2", "two\nlines")).status()).isEqualTo(200);
	}

	private static void refuses(Api owner, Map<String, String> text, String wrong) {
		for (Answer answer : new Answer[] { owner.put(ASSIGNED, "ja", text),
				owner.post(ASSIGNED + "/preview", "ja", text),
				owner.post(ASSIGNED + "/test", "language", "ja", "ja", text) }) {
			assertThat(Api.refusal(answer)).isEqualTo("400 VALIDATION_FAILED " + wrong);
		}
	}

	@Test
	void belongsToWhoMayAndToWhoSawTheLastVersion() {
		OwnHouse house = OwnHouse.at(this.port);
		for (String other : new String[] { "agent1", "reporter", "manager" }) {
			assertThat(house.as(other).get("/notification-texts").status()).as(other).isEqualTo(403);
			assertThat(house.as(other).put(ASSIGNED, "ja", text("x", "y")).status()).as(other).isEqualTo(403);
			assertThat(house.as(other).post(ASSIGNED + "/test", "language", "ja").status()).as(other).isEqualTo(403);
			assertThat(house.as(other).post(ASSIGNED + "/preview").status()).as(other).isEqualTo(403);
			assertThat(house.as(other).delete(ASSIGNED).status()).as(other).isEqualTo(403);
		}
		assertThat(house.as("owner").get("/notification-texts/tea." + UUID.randomUUID()).status()).isEqualTo(404);
		Api seen = house.as("admin").with("If-Match", "\"0\"");
		assertThat(seen.put(ASSIGNED, "ja", text("x", "y")).status()).isEqualTo(200);
		assertThat(seen.put(ASSIGNED, "ja", text("z", "y")).status()).isEqualTo(412);
		assertThat(seen.delete(ASSIGNED).status()).isEqualTo(412);
		assertThat(house.as("admin").get("/notification-texts").data())
			.filteredOn((one) -> one.path("version").asInt() > 0)
			.singleElement()
			.satisfies((one) -> assertThat(one.at("/ja/title").asText()).isEqualTo("x"));
	}

}
