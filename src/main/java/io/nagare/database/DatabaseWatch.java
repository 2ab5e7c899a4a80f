package io.nagare.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.nagare.shared.Memory;
import io.nagare.shared.RightsOutdated;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Knows whether the database answers, so that nobody has to wait to find out: asks a few
 * times a second on a connection of its own. Once it is away, whoever waits for an answer
 * is told at once, and an embedded server is started again. With each answer it hears
 * whether somebody's rights have changed on any node.
 */
@Component
public class DatabaseWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

	/** A server that takes no new connection is as good as gone, the pool's end. */
	private static final Duration BETWEEN_NEW_CONNECTIONS = Duration.ofSeconds(5);

	/** So often a new connection may fail while others are still answered. */
	private static final int FAILURES_ALLOWED = 3;

	/** Hikari's smallest. */
	private static final long NO_WAIT_MILLIS = 250;

	/** What each of the sequences tells when it moves. */
	private static final List<Signal> SIGNALS = Stream
		.concat(Stream.of(new Signal(ChangeSignal.RIGHTS, new RightsOutdated())),
				Arrays.stream(Memory.values())
					.map((memory) -> new Signal(ChangeSignal.sequenceOf(memory), new Memory.Outdated(memory))))
		.toList();

	private static final String CHANGES = SIGNALS.stream()
		.map((signal) -> "(SELECT last_value + is_called::int FROM " + signal.sequence() + ")")
		.collect(Collectors.joining(", ", "SELECT ", ""));

	private final HikariDataSource pool;

	private final DatabaseSettings settings;

	private final ApplicationEventPublisher events;

	private final @Nullable RevivableServer embedded;

	private final ReentrantLock looking = new ReentrantLock();

	private final long patience;

	private volatile boolean away;

	private volatile boolean running;

	private @Nullable Thread watch;

	private @Nullable Connection own;

	private long connectedAt;

	private int failures;

	private long awaySince;

	private final long[] changesHeard = new long[SIGNALS.size()];

	DatabaseWatch(DataSource database, DatabaseSettings settings, ApplicationEventPublisher events,
			ObjectProvider<RevivableServer> embedded) throws SQLException {
		this.pool = database.unwrap(HikariDataSource.class);
		this.settings = settings;
		this.events = events;
		this.embedded = embedded.getIfAvailable();
		this.patience = this.pool.getConnectionTimeout();
	}

	/** Whether it did not answer when it was last asked, a moment ago. */
	public boolean isAway() {
		return this.away;
	}

	/** Whether it does not answer now: asks, unless somebody does just now. */
	public boolean isFoundAway() {
		look();
		return this.away;
	}

	@Override
	public void start() {
		this.running = true;
		Thread thread = new Thread(this::watch, "database-watch");
		thread.setDaemon(true);
		thread.start();
		this.watch = thread;
	}

	/** Before the pool and the embedded server end. */
	@Override
	public void stop() {
		this.running = false;
		if (this.watch != null) {
			this.watch.interrupt();
		}
		this.looking.lock();
		try {
			forget();
			DatabaseSockets.goOn();
		}
		finally {
			this.looking.unlock();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** First to start, last to stop. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private void watch() {
		while (this.running) {
			try {
				Thread.sleep(BETWEEN_LOOKS.toMillis());
				look();
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (RuntimeException ex) {
				log.warn("The database could not be looked after", ex);
			}
		}
	}

	private void look() {
		if (!this.looking.tryLock()) {
			return;
		}
		try {
			if (this.running) {
				judge(ask());
			}
		}
		finally {
			this.looking.unlock();
		}
	}

	private void judge(Answer answer) {
		switch (answer) {
			case GIVEN -> {
				this.failures = 0;
				if (this.away) {
					hasReturned();
				}
			}
			case REFUSED -> {
				this.failures = 0;
				isGone();
			}
			case SILENCE -> {
				this.failures++;
				if (this.away || DatabaseSockets.silence().compareTo(this.settings.silentFor()) > 0
						|| this.failures > FAILURES_ALLOWED) {
					isGone();
				}
			}
		}
	}

	/** On the connection it has, and else on a new one. */
	private Answer ask() {
		Connection connection = this.own;
		if (connection != null && System.nanoTime() - this.connectedAt < BETWEEN_NEW_CONNECTIONS.toNanos()) {
			Answer answer = ask(connection);
			if (answer != Answer.REFUSED) {
				return answer;
			}
		}
		forget();
		try {
			connection = connect();
			this.own = connection;
			this.connectedAt = System.nanoTime();
			return ask(connection);
		}
		catch (SQLException ex) {
			forget();
			return answerIn(ex);
		}
	}

	private Answer ask(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			connection.setNetworkTimeout(Runnable::run, (int) this.settings.silentFor().toMillis());
			try (ResultSet row = statement.executeQuery(CHANGES)) {
				row.next();
				for (int i = 0; i < this.changesHeard.length; i++) {
					hear(i, row.getLong(i + 1));
				}
			}
			return Answer.GIVEN;
		}
		catch (SQLException ex) {
			forget();
			return answerIn(ex);
		}
	}

	private void hear(int number, long changes) {
		if (changes != this.changesHeard[number]) {
			this.changesHeard[number] = changes;
			this.events.publishEvent(SIGNALS.get(number).tells());
		}
	}

	/**
	 * Class 08 is a connection that breaks or never was, 57P a server that stops or
	 * starts. Anything else is said by a server that lives, say that it has too many
	 * connections.
	 */
	private static Answer answerIn(SQLException ex) {
		if (DatabaseFailures.isTimeout(ex)) {
			return Answer.SILENCE;
		}
		return DatabaseFailures.isOfConnection(ex) ? Answer.REFUSED : Answer.GIVEN;
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", this.pool.getUsername());
		properties.setProperty("password", this.pool.getPassword());
		String seconds = Long.toString(Math.max(1, this.settings.silentFor().toSeconds()));
		properties.setProperty("connectTimeout", seconds);
		properties.setProperty("socketTimeout", seconds);
		// the driver's default is what the pool told the driver manager; it costs a
		// thread
		properties.setProperty("loginTimeout", "0");
		properties.setProperty("ApplicationName", "nagare-watch");
		return DriverManager.getConnection(this.pool.getJdbcUrl(), properties);
	}

	private void forget() {
		Connection connection = this.own;
		this.own = null;
		if (connection != null) {
			try {
				// no good-bye, for which nobody may listen any more
				connection.abort(Runnable::run);
			}
			catch (SQLException ex) {
				log.debug("A connection could not be closed", ex);
			}
		}
	}

	private void isGone() {
		if (!this.away) {
			this.awaySince = System.nanoTime();
			this.away = true;
			log.error("The database does not answer; requests are refused until it does");
			HikariConfigMXBean configuration = this.pool.getHikariConfigMXBean();
			configuration.setConnectionTimeout(NO_WAIT_MILLIS);
			DatabaseSockets.hold();
			HikariPoolMXBean connections = this.pool.getHikariPoolMXBean();
			if (connections != null) {
				connections.softEvictConnections();
			}
		}
		if (this.embedded != null) {
			boolean frozen = this.failures > 0
					&& System.nanoTime() - this.awaySince > this.settings.silentBeforeRestart().toNanos();
			this.embedded.revive(frozen);
		}
	}

	private void hasReturned() {
		log.info("The database answers again after {} ms", (System.nanoTime() - this.awaySince) / 1_000_000);
		this.pool.getHikariConfigMXBean().setConnectionTimeout(this.patience);
		DatabaseSockets.goOn();
		// who could not hear forgets before anybody is let in again
		SIGNALS.forEach((signal) -> this.events.publishEvent(signal.tells()));
		this.away = false;
	}

	private record Signal(String sequence, Object tells) {
	}

	private enum Answer {

		GIVEN, REFUSED, SILENCE

	}

}
