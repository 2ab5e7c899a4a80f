package io.nagare.problem;

import java.nio.charset.StandardCharsets;

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

	private final DemoPeople people;

	private final TransactionTemplate transaction;

	private final JdbcTemplate jdbc;

	DemoHistory(DemoPeople people, TransactionTemplate transaction, JdbcTemplate jdbc) {
		this.people = people;
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

	/** Writes what is past, unless something is. */
	void fill() {
		this.people.as("manager", () -> {
			this.transaction
				.executeWithoutResult((status) -> this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
					// one statement, which has semicolons of its own
					ScriptUtils.executeSqlScript(connection, new EncodedResource(SCRIPT, StandardCharsets.UTF_8), false,
							false, "--", ScriptUtils.EOF_STATEMENT_SEPARATOR, "/*", "*/");
					return true;
				}));
			return true;
		});
	}

}
