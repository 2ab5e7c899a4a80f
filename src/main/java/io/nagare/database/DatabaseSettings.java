package io.nagare.database;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * How the rows are kept.
 *
 * @param embedded whether Nagare starts a PostgreSQL of its own; a given
 * {@code spring.datasource.url} wins over it
 * @param port the embedded server's TCP port on the loopback interface; 0 picks a free
 * one at each start
 * @param durable whether a commit of the embedded server survives a power cut, and its
 * roles' passwords are hashed with PostgreSQL's usual effort; only tests turn it off
 * @param silentFor how long nothing may come from the database, any one, before it counts
 * as away
 * @param silentBeforeRestart how long the embedded server may be away without a word
 * before it is killed and started again
 * @param directUrl a way to the database past a pooler of transactions, for what listens
 * to notifications; null where {@code spring.datasource.url} is one
 * @param statementTimeout how long one statement of a request may take before it is given
 * up, and the caller told to come back
 */
@ConfigurationProperties("nagare.database")
record DatabaseSettings(@DefaultValue("false") boolean embedded, @DefaultValue("0") int port,
		@DefaultValue("true") boolean durable, @DefaultValue("1500ms") Duration silentFor,
		@DefaultValue("10s") Duration silentBeforeRestart, @Nullable String directUrl,
		@DefaultValue("10s") Duration statementTimeout) {

	static final String DATASOURCE_URL = "spring.datasource.url";

	/** Whether the embedded server is the one to use. */
	static boolean embeddedIn(Environment environment) {
		return environment.getProperty("nagare.database.embedded", Boolean.class, false)
				&& !environment.containsProperty(DATASOURCE_URL);
	}

}
