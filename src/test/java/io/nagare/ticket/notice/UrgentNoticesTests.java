package io.nagare.ticket.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the table marks, and what somebody is told on call, waits for no quiet hours. */
@NagareTest
class UrgentNoticesTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void passQuietHoursWhereTheTableSaysSoAndForWhoIsOnCall() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		keepQuiet(house, "agent1");
		keepQuiet(house, "manager");
		Answer made = house.as("admin").post("/teams", "name", "Night", "manager_id", house.idOf("manager"));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String team = made.data().path("id").asText();
		assertThat(house.as("admin").put("/teams/" + team + "/members/" + house.idOf("agent1")).status())
			.isEqualTo(204);
		assertThat(waits(house, "agent1", assigned(house, team))).containsExactly(true);
		deploy(house, "assignee,urgent");
		assertThat(waits(house, "agent1", assigned(house, team))).containsExactly(false);
		// nobody has a turn, so that the team's manager is called
		deploy(house, "on_duty,assignee");
		String ticket = assigned(house, team);
		assertThat(waits(house, "manager", ticket)).containsExactly(false);
		assertThat(waits(house, "agent1", ticket)).containsExactly(true);
	}

	private static void keepQuiet(OwnHouse house, String name) {
		LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
		Answer kept = house.as(name)
			.put("/notifications/delivery", "time_zone", "UTC", "quiet", "hours", "quiet_days",
					List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "quiet_from",
					now.minusHours(1).toString(), "quiet_to", now.plusHours(1).toString(), "mails", "at_once",
					"daily_at", "09:00");
		assertThat(kept.status()).as(kept.body()).isEqualTo(200);
	}

	private static String assigned(OwnHouse house, String team) {
		String id = house.as("agent2").report("VPN").path("id").asText();
		house.as("agent2").does(id, "assign", "team_id", team, "assignee_id", house.idOf("agent1"), "reason", "night");
		return id;
	}

	private static void deploy(OwnHouse house, String tell) throws IOException {
		String shipped = Files.readString(Path.of("rules/ticket/notices.dmn"));
		assertThat(shipped).contains("<text>\"assignee\"</text>");
		Answer deployed = house.deploy("notices.dmn",
				shipped.replaceFirst("<text>\"assignee\"</text>", "<text>\"" + tell + "\"</text>"));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
	}

	/** Whether what he was told of the ticket waits, one by one. */
	private List<Boolean> waits(OwnHouse house, String name, String ticket) {
		return Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList("""
				SELECT quiet_until IS NOT NULL FROM notifications WHERE user_id = ? AND ticket_id = ?
				   AND kind <> 'ticket.unrouted'
				""", Boolean.class, UUID.fromString(house.idOf(name)), UUID.fromString(ticket))));
	}

}
