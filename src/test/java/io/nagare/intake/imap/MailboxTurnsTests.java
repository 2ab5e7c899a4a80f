package io.nagare.intake.imap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.nagare.Api;
import io.nagare.NagareTest;

import static org.awaitility.Awaitility.await;

/** A node that has fewer places than there are mailboxes reads them all. */
@NagareTest
@TestPropertySource(properties = { "nagare.intake.mailboxes-per-node=1", "nagare.intake.turn=1s" })
class MailboxTurnsTests {

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

	@LocalServerPort
	private int port;

	@Autowired
	private MailboxWatch watch;

	@Test
	void areTakenInTurn() {
		this.server.start();
		Api admin = Api.at(this.port).as("admin");
		List<String> mailboxes = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				String address = "turn-" + UUID.randomUUID() + "@nagare.example";
				this.server.setUser(address, address, "secret");
				mailboxes.add(admin
					.post("/mailboxes", "name", address, "address", address, "host", "127.0.0.1", "port",
							this.server.getImap().getPort(), "security", "none", "password", "secret")
					.data()
					.path("id")
					.asText());
			}
			await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
				this.watch.tend();
				return mailboxes.stream()
					.noneMatch((mailbox) -> admin.get("/mailboxes/" + mailbox).data().path("checked_at").isNull());
			});
		}
		finally {
			mailboxes.forEach((mailbox) -> admin.delete("/mailboxes/" + mailbox));
			this.server.stop();
		}
	}

}
