package io.nagare.intake.imap;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.intake.mime.Mails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A mailbox is listened to, and a mail is taken as it arrives. */
@NagareTest
class MailboxWatchTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

	@LocalServerPort
	private int port;

	@Autowired
	private MailboxWatch watch;

	private Api admin;

	private GreenMailUser desk;

	private String mailbox;

	@BeforeEach
	void start() {
		this.server.start();
		this.admin = Api.at(this.port).as("admin");
		String address = "watched-" + UUID.randomUUID() + "@nagare.example";
		this.desk = this.server.setUser(address, address, "secret");
		this.mailbox = this.admin
			.post("/mailboxes", "name", address, "address", address, "host", "127.0.0.1", "port",
					this.server.getImap().getPort(), "security", "none", "password", "secret")
			.data()
			.path("id")
			.asText();
	}

	@AfterEach
	void stop() {
		this.admin.delete("/mailboxes/" + this.mailbox);
		this.server.stop();
	}

	private void arrives(String subject) throws MessagingException {
		String sender = Api.at(this.port).as("reporter2").get("/auth/profile").data().path("email").asText();
		byte[] mail = Mails.from(sender)
			.line("Message-ID: <" + UUID.randomUUID() + "@client.example>")
			.line("Subject: " + subject)
			.line("")
			.line(subject)
			.bytes();
		this.desk.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
	}

	private List<String> subjects() {
		return Api.each(this.admin.get("/mailboxes/" + this.mailbox + "/messages").data(), "subject");
	}

	@Test
	void takesMailsAsTheyArrive() throws Exception {
		String first = "first " + UUID.randomUUID();
		String second = "second " + UUID.randomUUID();
		arrives(first);
		this.watch.tend();
		await().atMost(SOON).untilAsserted(() -> assertThat(subjects()).containsExactly(first));
		// another node, or the next look, leaves alone what is listened to
		this.watch.tend();
		arrives(second);
		await().atMost(SOON.multipliedBy(2)).untilAsserted(() -> {
			this.watch.tend();
			assertThat(subjects()).containsExactly(second, first);
		});
		this.admin.patch("/mailboxes/" + this.mailbox, "is_active", false);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("mailbox-" + this.mailbox));
	}

	@Test
	void saysWhyAMailboxCannotBeRead() {
		this.admin.patch("/mailboxes/" + this.mailbox, "password", "wrong");
		this.watch.tend();
		await().atMost(SOON)
			.untilAsserted(
					() -> assertThat(this.admin.get("/mailboxes/" + this.mailbox).data().path("failure").asText(""))
						.isNotEmpty()
						.isNotEqualTo("null"));
		this.admin.patch("/mailboxes/" + this.mailbox, "password", "secret");
		await().atMost(SOON).untilAsserted(() -> {
			this.watch.tend();
			assertThat(this.admin.get("/mailboxes/" + this.mailbox).data().path("failure").isNull()).isTrue();
		});
	}

}
