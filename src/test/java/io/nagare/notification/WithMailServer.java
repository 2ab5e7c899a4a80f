package io.nagare.notification;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A real SMTP server that takes the product's mails; its tests share one application. */
@NagareTest
@TestPropertySource(properties = { "nagare.mail.from=Nagare サービスデスク <desk@nagare.example>", "nagare.mail.pause=0s",
		"nagare.public-url=https://nagare.example/" })
public abstract class WithMailServer {

	private static final int PORT = freePort();

	private GreenMail server = newServer();

	@DynamicPropertySource
	static void mailServer(DynamicPropertyRegistry properties) {
		properties.add("spring.mail.host", () -> "127.0.0.1");
		properties.add("spring.mail.port", () -> PORT);
	}

	@BeforeEach
	void serverIsUp() {
		this.server.start();
	}

	@AfterEach
	protected void serverIsDown() {
		this.server.stop();
	}

	/** The same place, with nothing received. */
	protected void serverIsBack() {
		this.server = newServer();
		this.server.start();
	}

	protected MimeMessage onlyMailTo(String address) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !received(address).isEmpty());
		assertThat(received(address)).hasSize(1);
		return received(address).get(0);
	}

	protected List<MimeMessage> received() {
		return List.of(this.server.getReceivedMessages());
	}

	protected List<MimeMessage> received(String address) {
		return received().stream().filter((mail) -> {
			try {
				return mail.getHeader("To", ",").contains(address);
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

	static String text(MimeMessage mail) throws MessagingException, IOException {
		return part(mail, 0, "text/plain");
	}

	static String html(MimeMessage mail) throws MessagingException, IOException {
		return part(mail, 1, "text/html");
	}

	private static String part(MimeMessage mail, int index, String type) throws MessagingException, IOException {
		assertThat(mail.getContentType()).startsWith("multipart/alternative");
		BodyPart part = ((Multipart) mail.getContent()).getBodyPart(index);
		assertThat(part.getContentType()).startsWith(type).containsIgnoringCase("charset=UTF-8");
		return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

	private static GreenMail newServer() {
		return new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
	}

	/**
	 * Of those that no connection of this machine takes by itself, so that it is still
	 * free when the server starts anew.
	 */
	private static int freePort() {
		for (int tries = 0; tries < 100; tries++) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// somebody else listens there
			}
		}
		throw new IllegalStateException("No port is free");
	}

}
