package io.nagare.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A full mailbox that becomes tickets. The mail server runs beside it, in memory. */
final class MailLoad {

	private static final int MAILS = Integer.getInteger("nagare.bench.mails", 10_000);

	/**
	 * One person may open 10,000 an hour at most, which is what a mailbox can be set to.
	 */
	private static final int SENDERS = 20;

	private static final String AGENT = "agent1";

	/** What the design asks for. */
	private static final int LEAST_PER_SECOND = 50;

	/** As long as it would take at a twentieth of that, and to find the mailbox. */
	private static final long LONGEST = TimeUnit.SECONDS.toNanos(120 + 20L * MAILS / LEAST_PER_SECOND);

	private MailLoad() {
	}

	static void measure(String url, Database database, Report report) throws Exception {
		String mark = "mail" + System.nanoTime();
		String address = mark + "@nagare.example";
		database.fillPeople(AGENT, SENDERS);
		List<String> senders = database.addressesLike(AGENT + "-%");
		GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
		server.start();
		try {
			GreenMailUser desk = server.setUser(address, address, "secret");
			for (int i = 0; i < MAILS; i++) {
				desk.deliver(mail(senders.get(i % senders.size()), address, mark + " " + i));
			}
			Rest admin = Rest.signedIn(url, "admin");
			String mailbox = Rest.idIn(admin.post("/api/v1/mailboxes",
					Map.of("name", mark, "address", address, "host", "127.0.0.1", "port", server.getImap().getPort(),
							"security", "none", "password", "secret", "tickets_per_sender", 10_000)));
			try {
				awaited(database, mark, report);
			}
			finally {
				admin.delete("/api/v1/mailboxes/" + mailbox);
			}
		}
		finally {
			server.stop();
		}
	}

	/** From the first ticket on: until then the mailbox is only being found. */
	private static void awaited(Database database, String mark, Report report) throws Exception {
		long asked = System.nanoTime();
		long began = 0;
		long before = 0;
		long done = 0;
		while (done < MAILS && System.nanoTime() - asked < LONGEST) {
			TimeUnit.MILLISECONDS.sleep(200);
			done = database.ticketsCalled(mark);
			if (began == 0 && done > 0) {
				began = System.nanoTime();
				before = done;
			}
		}
		double seconds = (System.nanoTime() - began) / 1e9;
		double rate = (done - before) / seconds;
		report.fact("mails that became tickets", "%,d of %,d in %.1f s, %.0f/s", done, MAILS, seconds, rate);
		report.aim("milliseconds a mail takes of the whole", 1000 / rate, 1000.0 / LEAST_PER_SECOND, "ms");
		report.aim("mails that became no ticket", (double) (MAILS - done), 0, "");
	}

	private static MimeMessage mail(String from, String to, String subject) throws Exception {
		String head = "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
				+ subject.replace(' ', '.') + "@sender.example>\r\nDate: Mon, 5 Jan 2026 10:00:00 +0900\r\n"
				+ "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n\r\n";
		byte[] body = "VPNに接続できません。\r\n昨日までは使えていました。\r\n".getBytes(Charset.forName("ISO-2022-JP"));
		byte[] all = new byte[head.length() + body.length];
		System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
		System.arraycopy(body, 0, all, head.length(), body.length);
		return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(all));
	}

}
