package io.nagare.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Wakes other nodes by PostgreSQL's own notifications, over connections outside of the
 * pool: one that listens and one that sends. A notification says that there is something
 * to read, and may be lost while the database is away; whoever waits for one looks by
 * himself from time to time, and more often while {@link #isListening} is false.
 * <p>
 * They are sent after the commit and many at once: PostgreSQL lets transactions that
 * notify commit one after another, which would cost every writer.
 */
@Component
public class PgNotifications implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(PgNotifications.class);

	private static final int CONNECT_SECONDS = 5;

	/** How long the listening thread waits before it looks whether it is to stop. */
	private static final int WAIT_MILLIS = 2000;

	/**
	 * So often it is asked whether it is still there: a line that is cut says nothing.
	 */
	private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(5);

	private static final int ANSWER_SECONDS = 3;

	private static final long AGAIN_MILLIS = 1000;

	/** What comes within this time leaves together. */
	private static final long GATHER_MILLIS = 5;

	private final JdbcConnectionDetails database;

	private final String url;

	private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

	private final Set<String> due = ConcurrentHashMap.newKeySet();

	private final ExecutorService sender = Executors.newSingleThreadExecutor((work) -> {
		Thread thread = new Thread(work, "pg-notify");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable Connection sending;

	private volatile @Nullable Thread listening;

	private volatile boolean heard;

	private volatile boolean renewed;

	PgNotifications(JdbcConnectionDetails database, DatabaseSettings settings) {
		this.database = database;
		this.url = (settings.directUrl() != null) ? settings.directUrl() : database.getJdbcUrl();
	}

	/**
	 * Calls the listener whenever some node has sent to the channel, and whenever one may
	 * have without its being heard. It is to be quick, and may come without a reason.
	 * @param channel a plain word
	 */
	public void listen(String channel, Runnable listener) {
		if (!channel.matches("[a-z_]+")) {
			throw new IllegalArgumentException(channel);
		}
		this.listeners.computeIfAbsent(channel, (unknown) -> new CopyOnWriteArrayList<>()).add(listener);
		this.renewed = true;
	}

	/** Wakes all nodes, this one too, within some milliseconds; never waits. */
	public void send(String channel) {
		if (this.due.add(channel) && !this.sender.isShutdown()) {
			this.sender.execute(this::sendDue);
		}
	}

	/** Whether notifications are heard at present. */
	public boolean isListening() {
		return this.heard;
	}

	private void sendDue() {
		pause(GATHER_MILLIS);
		for (String channel : Set.copyOf(this.due)) {
			this.due.remove(channel);
			try {
				Connection connection = (this.sending != null) ? this.sending : connect();
				this.sending = connection;
				try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, '')")) {
					notify.setString(1, channel);
					notify.execute();
				}
			}
			catch (SQLException ex) {
				LOG.debug("Could not notify {}; its listeners look by themselves", channel, ex);
				close(this.sending);
				this.sending = null;
			}
		}
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", String.valueOf(this.database.getUsername()));
		properties.setProperty("password", String.valueOf(this.database.getPassword()));
		properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
		properties.setProperty("tcpKeepAlive", "true");
		properties.setProperty("socketTimeout", String.valueOf(CONNECT_SECONDS));
		properties.setProperty("ApplicationName", "nagare notifications");
		return DriverManager.getConnection(this.url, properties);
	}

	@Override
	public void start() {
		Thread thread = new Thread(this::listenOnAndOn, "pg-listen");
		thread.setDaemon(true);
		this.listening = thread;
		thread.start();
	}

	private void listenOnAndOn() {
		while (isRunning()) {
			try (Connection connection = connect()) {
				hear(connection);
			}
			catch (SQLException ex) {
				LOG.debug("Does not hear notifications at present", ex);
			}
			this.heard = false;
			pause(AGAIN_MILLIS);
		}
	}

	private void hear(Connection connection) throws SQLException {
		PGConnection postgres = connection.unwrap(PGConnection.class);
		this.renewed = true;
		long asked = System.nanoTime();
		while (isRunning()) {
			if (System.nanoTime() - asked > ASK_NANOS) {
				if (!connection.isValid(ANSWER_SECONDS)) {
					throw new SQLException("The line of notifications is dead");
				}
				asked = System.nanoTime();
			}
			if (this.renewed) {
				this.renewed = false;
				for (String channel : this.listeners.keySet()) {
					try (Statement listen = connection.createStatement()) {
						listen.execute("LISTEN " + channel);
					}
				}
				this.heard = true;
				this.listeners.keySet().forEach(this::tell);
			}
			PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
			if (notifications != null) {
				for (PGNotification notification : notifications) {
					tell(notification.getName());
				}
			}
		}
	}

	private void tell(String channel) {
		for (Runnable listener : this.listeners.getOrDefault(channel, List.of())) {
			try {
				listener.run();
			}
			catch (RuntimeException ex) {
				LOG.warn("A listener to {} failed", channel, ex);
			}
		}
	}

	private static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop() {
		Thread thread = this.listening;
		this.listening = null;
		this.sender.shutdown();
		if (thread != null) {
			thread.interrupt();
		}
		close(this.sending);
	}

	private static void close(@Nullable Connection connection) {
		if (connection != null) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				LOG.debug("Could not close a connection", ex);
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.listening != null;
	}

	/** Early up and late down, so that whoever uses it finds it there. */
	@Override
	public int getPhase() {
		return 0;
	}

}
