package io.nagare.ticket.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who learns that something was reported, by what the table asks. */
@NagareTest
class ReceivedNoticeTests {

	private static final String SHIPPED = """
			<outputEntry id="received4">
			          <text>"reporter"</text>""";

	@LocalServerPort
	private int port;

	/** Whoever the table names, also where people report for themselves. */
	@Test
	void tellsOthersOfWhatPeopleReportForThemselves() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		assertThat(house.deploy("notices.dmn", table("\"reporter,managers\"")).status()).isEqualTo(200);
		String own = report(house, "reporter");
		assertThat(told(house, "manager", own)).containsExactly("ticket.reported");
		assertThat(told(house, "reporter", own)).as("he knows").isEmpty();
		assertThat(told(house, "manager", report(house, "manager"))).as("what a manager does").isEmpty();
		String forAnother = report(house, "agent1", "reporter_id", house.idOf("reporter"));
		assertThat(told(house, "reporter", forAnother)).containsExactly("ticket.received");
		assertThat(told(house, "manager", forAnother)).containsExactly("ticket.reported");
	}

	/** Every table may ask for the site. */
	@Test
	void tellsByTheSite() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		String tokyo = house.as("admin").post("/sites", "name", "東京").data().path("id").asText();
		Answer deployed = house.deploy("notices.dmn",
				table("\"managers\"").replace("<text>priority</text>", "<text>site</text>")
					.replace("<inputEntry id=\"received3\">\n          <text></text>",
							"<inputEntry id=\"received3\">\n          <text>\"東京\"</text>"));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		assertThat(told(house, "manager", report(house, "reporter"))).isEmpty();
		assertThat(house.as("admin").patch("/users/" + house.idOf("reporter"), "site_id", tokyo).status())
			.isEqualTo(200);
		assertThat(told(house, "manager", report(house, "reporter"))).containsExactly("ticket.reported");
	}

	/** What nobody gives would never be there. */
	@Test
	void refusesAColumnThatNobodyFills() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		Answer refused = house.deploy("notices.dmn",
				table("\"managers\"").replace("<text>practice</text>", "<text>weather</text>"));
		assertThat(refused.status()).isNotEqualTo(200);
		assertThat(refused.body()).contains("weather").contains("department, event, practice, priority, site");
	}

	private static String table(String tell) throws IOException {
		String shipped = Files.readString(Path.of("rules", "ticket", "notices.dmn"));
		assertThat(shipped).contains(SHIPPED);
		return shipped.replace(SHIPPED, SHIPPED.replace("\"reporter\"", tell));
	}

	private static String report(OwnHouse house, String name, Object... also) {
		Object[] fields = new Object[also.length + 4];
		System.arraycopy(also, 0, fields, 4, also.length);
		System.arraycopy(new Object[] { "title", "VPN", "priority", "medium" }, 0, fields, 0, 4);
		Answer reported = house.as(name).post("/incidents", fields);
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		return reported.data().path("id").asText();
	}

	private static List<String> told(OwnHouse house, String name, String ticket) {
		return StreamSupport.stream(house.as(name).get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.at("/ticket/id").asText().equals(ticket))
			.map((notice) -> notice.path("kind").asText())
			.filter((kind) -> kind.startsWith("ticket.re"))
			.toList();
	}

}
