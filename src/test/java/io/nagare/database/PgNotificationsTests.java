package io.nagare.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

import io.nagare.NagareTest;

import static org.awaitility.Awaitility.await;

/** Whether a node knows that it does not hear the others. */
@NagareTest
class PgNotificationsTests {

	@Autowired
	private JdbcConnectionDetails database;

	private volatile boolean frozen;

	/** A cut line tells nobody that it is cut. */
	@Test
	void areNotHeardOverALineThatIsCut() throws IOException {
		URI server = URI.create(this.database.getJdbcUrl().substring("jdbc:".length()));
		try (ServerSocket between = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			start(() -> {
				while (!between.isClosed()) {
					Socket one = between.accept();
					Socket other = new Socket(server.getHost(), server.getPort());
					start(() -> pass(one.getInputStream(), other.getOutputStream()));
					start(() -> pass(other.getInputStream(), one.getOutputStream()));
				}
			});
			String url = this.database.getJdbcUrl()
				.replace(server.getHost() + ":" + server.getPort(), "127.0.0.1:" + between.getLocalPort());
			PgNotifications notifications = new PgNotifications(this.database, new DatabaseSettings(true, 0, false,
					Duration.ofSeconds(2), Duration.ofSeconds(2), url, Duration.ofSeconds(10)));
			notifications.start();
			try {
				await().atMost(Duration.ofSeconds(20)).until(notifications::isListening);
				this.frozen = true;
				await().atMost(Duration.ofSeconds(20)).until(() -> !notifications.isListening());
				this.frozen = false;
				await().atMost(Duration.ofSeconds(30)).until(notifications::isListening);
			}
			finally {
				notifications.stop();
			}
		}
	}

	private void pass(InputStream from, OutputStream to) throws IOException {
		byte[] some = new byte[8192];
		for (int count = from.read(some); count >= 0; count = from.read(some)) {
			while (this.frozen) {
				await().pollDelay(Duration.ofMillis(50)).until(() -> true);
			}
			to.write(some, 0, count);
			to.flush();
		}
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (SocketException ex) {
				// somebody has closed it
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	/** Something with a line. */
	private interface Work {

		void run() throws IOException;

	}

}
