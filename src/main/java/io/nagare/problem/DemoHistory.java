package io.nagare.problem;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.DemoPeople;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;

/**
 * Sixty days of closed tickets behind those that the demo's people work on, so that every
 * list, calendar and figure has something to show. Filled once the product serves; a
 * script writes what is past as it would lie there, and nobody turns the engine's clock
 * back.
 */
@Component
@Profile("demo")
class DemoHistory {

	private static final Logger log = LoggerFactory.getLogger(DemoHistory.class);

	private static final ClassPathResource SCRIPT = new ClassPathResource("demo/history.sql");

	/** More days than the script goes back, and than its longest target is ahead. */
	private static final int PAST = 70;

	private static final int AHEAD = 70;

	private final DemoPeople people;

	private final Calendars calendars;

	private final Clock clock;

	private final TransactionTemplate transaction;

	private final JdbcTemplate jdbc;

	DemoHistory(DemoPeople people, Calendars calendars, Clock clock, TransactionTemplate transaction,
			JdbcTemplate jdbc) {
		this.people = people;
		this.calendars = calendars;
		this.clock = clock;
		this.transaction = transaction;
		this.jdbc = jdbc;
	}

	@EventListener
	void on(ApplicationReadyEvent ready) {
		new Thread(() -> {
			try {
				fill();
			}
			catch (RuntimeException ex) {
				log.warn("The demo goes without its history", ex);
			}
		}, "demo-history").start();
	}

	/** Clocks stand on holidays, so the script has to know them. */
	private void workingDays(Connection connection) throws SQLException {
		BusinessCalendar calendar = this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow();
		LocalDate today = LocalDate.now(this.clock.withZone(calendar.zone()));
		try (Statement table = connection.createStatement()) {
			table.execute("CREATE TEMPORARY TABLE working_days (day date PRIMARY KEY) ON COMMIT DROP");
		}
		try (PreparedStatement row = connection.prepareStatement("INSERT INTO pg_temp.working_days VALUES (?)")) {
			for (LocalDate day = today.minusDays(PAST); day.isBefore(today.plusDays(AHEAD)); day = day.plusDays(1)) {
				if (calendar.isWorkingDay(day)) {
					row.setObject(1, day);
					row.addBatch();
				}
			}
			row.executeBatch();
		}
	}

	/** Writes what is past, unless something is. */
	void fill() {
		this.people.as("manager", () -> {
			this.transaction
				.executeWithoutResult((status) -> this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
					workingDays(connection);
					// one statement, which has semicolons of its own
					ScriptUtils.executeSqlScript(connection, new EncodedResource(SCRIPT, StandardCharsets.UTF_8), false,
							false, "--", ScriptUtils.EOF_STATEMENT_SEPARATOR, "/*", "*/");
					return true;
				}));
			return true;
		});
	}

}
