package io.nagare.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a mail server that says no is understood to mean. */
class MailServerTests {

	@Test
	void leavesAServerAloneThatCannotBeReached() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		MailServer server = server(port);
		MailException failure = refusal(server);
		assertThat(server.isPaused()).isTrue();
		assertThat(Mailer.isRefusedForGood(failure)).isFalse();
	}

	@Test
	void givesUpAnAddressThatTheServerDoesNotKnow() throws Exception {
		try (ServerSocket socket = answering("550 5.1.1 no such mailbox")) {
			MailServer server = server(socket.getLocalPort());
			assertThat(Mailer.isRefusedForGood(refusal(server))).isTrue();
			assertThat(server.isPaused()).isFalse();
		}
	}

	@Test
	void triesAgainWhereTheMailboxIsBusy() throws Exception {
		try (ServerSocket socket = answering("450 4.2.1 try again later")) {
			MailServer server = server(socket.getLocalPort());
			assertThat(Mailer.isRefusedForGood(refusal(server))).isFalse();
			assertThat(server.isPaused()).isFalse();
		}
	}

	@Test
	void mailsNothingWithoutAServer() {
		assertThat(new MailServer(new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class), settings(), "")
			.isOn()).isFalse();
	}

	private static MailException refusal(MailServer server) throws MessagingException {
		MimeMessage mail = server.newMessage();
		mail.setFrom("a@nagare.example");
		mail.setRecipients(Message.RecipientType.TO, "b@nagare.example");
		mail.setText("x");
		MailException failure = catchThrowableOfType(MailException.class, () -> server.send(mail));
		assertThat(failure).isNotNull();
		return failure;
	}

	private static MailServer server(int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("sender", sender);
		return new MailServer(beans.getBeanProvider(JavaMailSender.class), settings(), "127.0.0.1");
	}

	private static MailSettings settings() {
		return new MailSettings(null, Set.of(), Duration.ofHours(1));
	}

	/** A server that answers every recipient like this, to one caller. */
	private static ServerSocket answering(String toRecipients) throws IOException {
		ServerSocket socket = new ServerSocket(0);
		Thread thread = new Thread(() -> {
			try (Socket caller = socket.accept();
					BufferedReader in = new BufferedReader(
							new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
					PrintWriter out = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.US_ASCII)) {
				out.print("220 here\r\n");
				out.flush();
				for (String line = in.readLine(); line != null; line = in.readLine()) {
					out.print((line.startsWith("RCPT") ? toRecipients : "250 fine") + "\r\n");
					out.flush();
				}
			}
			catch (IOException ex) {
				// the test is over
			}
		});
		thread.setDaemon(true);
		thread.start();
		return socket;
	}

}
