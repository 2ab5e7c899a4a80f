package io.nagare.notification;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.As;
import io.nagare.directory.NewUser;
import io.nagare.directory.UserManagement;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;
import io.nagare.workflow.EventPublications;

import static org.assertj.core.api.Assertions.assertThat;

/** What people are told leaves by mail, after the commit, through a real SMTP server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class MailTests extends WithMailServer {

	private final TicketRef ticket = new TicketRef(UUID.randomUUID(), "incident", "INC0000123");

	@Autowired
	private Notifications notifications;

	@Autowired
	private MailPreferences preferences;

	@Autowired
	private EventPublications publications;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	@Qualifier(MailThreads.NAME)
	private ThreadPoolTaskExecutor threads;

	@Autowired
	private UserManagement users;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private As as;

	/** Other classes share the database, and some leave mails that no server took. */
	@BeforeEach
	void noOtherMailIsDue() {
		platform("DELETE FROM event_publication WHERE event_type LIKE '%MailDue'");
	}

	@Test
	void leavesNumbersOutThatIdentifyAnAccount() throws Exception {
		UUID user = newUser("ja");
		tell(note("カード4111-1111-1111-1111の件").to(user));
		MimeMessage mail = mailTo(user, 1);
		assertThat(mail.getSubject()).endsWith("カード****-****-****-1111の件");
		assertThat(text(mail)).contains("****-****-****-1111").doesNotContain("4111-1111");
	}

	@Test
	void writesToEverybodyInHisLanguage() throws Exception {
		UUID japanese = newUser("ja");
		UUID english = newUser("en");
		tell(note("VPNに接続できない <急ぎ>").to(List.of(japanese, english)));
		MimeMessage inJapanese = mailTo(japanese, 1);
		assertThat(inJapanese.getSubject()).isEqualTo("[INC0000123] 返信がありました：VPNに接続できない <急ぎ>");
		assertThat(text(inJapanese)).contains("鈴木さんからの返信：", "<b>再起動</b>しました", "このメールは Nagare が自動で送信しました。",
				"https://nagare.example/tickets/INC0000123");
		assertThat(html(inJapanese)).contains("<html lang=\"ja\">", "VPNに接続できない &lt;急ぎ&gt;",
				"&lt;b&gt;再起動&lt;/b&gt;しました<br>", "href=\"https://nagare.example/tickets/INC0000123\"");
		assertThat(inJapanese.getFrom()).extracting(Object::toString)
			.singleElement()
			.asString()
			.contains("<desk@nagare.example>");
		MimeMessage inEnglish = mailTo(english, 1);
		assertThat(inEnglish.getSubject()).isEqualTo("[INC0000123] New reply: VPNに接続できない <急ぎ>");
		assertThat(text(inEnglish)).contains("鈴木 wrote:", "Nagare sent this message automatically.");
		assertThat(html(inEnglish)).contains("<html lang=\"en\">", "Open in Nagare");
		assertThat(inEnglish.getHeader("Auto-Submitted")).containsExactly("auto-generated");
	}

	@Test
	void threadsTheMailsOfATicket() throws Exception {
		UUID user = newUser("ja");
		tell(note("一").to(user));
		tell(note("二").to(user));
		List<MimeMessage> mails = mailsTo(user, 2);
		String[] thread = mails.get(0).getHeader("References");
		assertThat(thread).containsExactly("<ticket-" + this.ticket.id() + "@nagare.example>");
		assertThat(mails.get(1).getHeader("References")).isEqualTo(thread);
		assertThat(mails.get(1).getHeader("In-Reply-To")).isEqualTo(thread);
		assertThat(mails.get(0).getMessageID()).endsWith("@nagare.example>").isNotEqualTo(mails.get(1).getMessageID());
	}

	@Test
	void letsNobodyWriteHeaders() throws Exception {
		UUID user = newUser("ja");
		platform("UPDATE users SET last_name = E'a\\r\\nBcc: evil@example.com' WHERE id = ?", user);
		tell(note("x\r\nBcc: evil@example.com\r\n\r\nbody").to(user));
		MimeMessage mail = mailTo(user, 1);
		assertThat(Collections.list(mail.getAllHeaders())).noneMatch((header) -> header.getName().equals("Bcc"));
		assertThat(mail.getSubject()).isEqualTo("[INC0000123] 返信がありました：x Bcc: evil@example.com body");
		assertThat(mail.getAllRecipients()).hasSize(1);
		assertThat(received()).hasSize(1);
	}

	@Test
	void keepsWhatIsConfidential() throws Exception {
		UUID user = newUser("en");
		tell(note("人事の件").to(user).confidential(true));
		MimeMessage mail = mailTo(user, 1);
		assertThat(mail.getSubject()).isEqualTo("[INC0000123] Somebody wrote to me on a ticket");
		assertThat(text(mail) + html(mail)).contains("The ticket is confidential.").doesNotContain("人事", "再起動");
	}

	@Test
	void mailsOnlyWhatIsWantedAndCommitted() throws Exception {
		UUID user = newUser("ja");
		this.as.user("agent1", () -> this.transaction
			.executeWithoutResult((status) -> this.preferences.choose(user, Set.of("sla.warning"))));
		tell(note("望まない").to(user));
		this.as.user("agent1", () -> this.transaction.executeWithoutResult((status) -> {
			this.notifications.tell(Notice.of("sla.warning", "取り消し", "初動", 75).to(user));
			status.setRollbackOnly();
		}));
		tell(Notice.of("sla.warning", "望む", "初動", 75).to(user));
		assertThat(mailTo(user, 1).getSubject()).isEqualTo("目標時間が迫っています：望む");
		Awaitility.await().until(() -> openPublications() == 0);
	}

	@Test
	void mailsWhatGoesToNoTeamToWhoHasChosenNothing() throws Exception {
		UUID user = newUser("en");
		tell(Notice.of("ticket.unrouted", "A printer").about(this.ticket).to(user));
		assertThat(mailTo(user, 1).getSubject()).isEqualTo("[INC0000123] No team has A printer");
	}

	@Test
	void mailsWhatHappenedToAnAccountWhateverSomebodyChose() throws Exception {
		UUID user = newUser("en");
		this.as.user("agent1",
				() -> this.transaction.executeWithoutResult((status) -> this.preferences.choose(user, Set.of())));
		tell(note("望まない").to(user));
		tell(Notice.of(Notice.ACCOUNT, "Your password was changed").to(user).atOnce());
		assertThat(mailTo(user, 1).getSubject()).isEqualTo("Your account: Your password was changed");
		assertThat(this.preferences.kinds(Locale.ENGLISH)).extracting(MailPreferences.Kind::kind)
			.contains("ticket.note")
			.doesNotContain(Notice.ACCOUNT);
	}

	@Test
	void mailsWhatIsUrgentWhileBulkMailsTakeTheirTime() throws Exception {
		UUID reader = newUser("en");
		UUID onCall = newUser("en");
		CountDownLatch bulk = new CountDownLatch(1);
		for (int thread = 0; thread < this.threads.getMaxPoolSize(); thread++) {
			this.threads.execute(() -> await(bulk));
		}
		try {
			tell(note("Announced").to(reader));
			tell(note("Down").to(onCall).atOnce());
			assertThat(mailTo(onCall, 1).getSubject()).endsWith("Down");
			assertThat(mail(reader)).isEqualTo("due");
		}
		finally {
			bulk.countDown();
		}
		assertThat(mailTo(reader, 1).getSubject()).endsWith("Announced");
		Awaitility.await().until(() -> openPublications() == 0);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void deliversLaterWhatADeadServerDidNotTake(CapturedOutput log) throws Exception {
		UUID user = newUser("ja");
		UUID leaver = newUser("ja");
		serverIsDown();
		tell(note("VPN").to(List.of(user, leaver)));
		Awaitility.await().until(() -> log.getOut().split("waits to be mailed", -1).length > 2);
		awaitGivenBack();
		assertThat(mail(user)).isEqualTo("due");
		assertThat(openPublications()).isEqualTo(1);
		platform("UPDATE users SET is_active = false WHERE id = ?", leaver);
		serverIsBack();
		resubmit();
		assertThat(mailTo(user, 1).getSubject()).contains("VPN");
		Awaitility.await().until(() -> openPublications() == 0);
		assertThat(mail(user)).isEqualTo("sent");
		assertThat(mail(leaver)).isEqualTo("dropped");
		assertThat(received()).hasSize(1);
	}

	@Test
	void sendsOnceHoweverOftenItIsDelivered() throws Exception {
		UUID user = newUser("ja");
		tell(note("VPN").to(user));
		mailTo(user, 1);
		Awaitility.await().until(() -> mail(user).equals("sent"));
		UUID id = platformQuery("SELECT id FROM notifications WHERE user_id = ?", UUID.class, user);
		this.as.user("agent1", () -> this.transaction.executeWithoutResult(
				(status) -> this.events.publishEvent(new MailDue(Tenancy.require(), List.of(id, id)))));
		tell(note("あとから").to(user));
		assertThat(mailsTo(user, 2)).hasSize(2);
		Awaitility.await().until(() -> openPublications() == 0);
		assertThat(received()).hasSize(2);
	}

	@Test
	void dropsWhatHasNoAddressAndMailsTheOthers() throws Exception {
		UUID user = newUser("ja");
		UUID nowhere = newUser("ja");
		platform("UPDATE users SET email = 'no address ' || id WHERE id = ?", nowhere);
		tell(note("VPN").to(List.of(user, nowhere)));
		mailTo(user, 1);
		Awaitility.await().until(() -> openPublications() == 0);
		assertThat(mail(nowhere)).isEqualTo("dropped");
	}

	@Test
	void givesUpAfterThreeDays(CapturedOutput log) {
		UUID user = newUser("ja");
		serverIsDown();
		tell(note("VPN").to(user));
		Awaitility.await().until(() -> log.getOut().contains("waits to be mailed"));
		awaitGivenBack();
		platform("UPDATE notifications SET created_at = now() - interval '4 days' WHERE user_id = ?", user);
		Awaitility.await().until(() -> {
			resubmit();
			return openPublications() == 0;
		});
		assertThat(mail(user)).isEqualTo("dropped");
	}

	private Notice note(String title) {
		return Notice.of("ticket.note", title, "鈴木", "<b>再起動</b>しました\nお試しください").about(this.ticket);
	}

	private void tell(Notice notice) {
		this.as.user("agent1",
				() -> this.transaction.executeWithoutResult((status) -> this.notifications.tell(notice)));
	}

	/** A minute later the next delivery comes. */
	private void resubmit() {
		platform(
				"UPDATE event_publication SET publication_date = publication_date - interval '2 minutes', tried_at = NULL");
		this.publications.resubmit();
	}

	private int openPublications() {
		return platformQuery("SELECT count(*) FROM event_publication WHERE event_type LIKE '%MailDue'", Integer.class);
	}

	private String mail(UUID user) {
		return platformQuery("SELECT mail FROM notifications WHERE user_id = ?", String.class, user);
	}

	private <T> T platformQuery(String sql, Class<T> type, Object... args) {
		return Tenancy
			.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForObject(sql, type, args)));
	}

	/** The log tells of a failure before another may try. */
	private void awaitGivenBack() {
		Awaitility.await()
			.until(() -> platformQuery(
					"SELECT count(*) FROM notifications WHERE mail_tried_at IS NOT NULL AND mail = 'due'",
					Integer.class) == 0);
	}

	private void platform(String sql, Object... args) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(sql, args)));
	}

	private UUID newUser(String locale) {
		String name = "u" + UUID.randomUUID();
		return this.as.user("admin",
				() -> this.users
					.create(this.as.caller("admin"),
							new NewUser(name, name + "@demo.example", "花", "山口", null, null, null, null, null, null,
									locale, null))
					.id());
	}

	private MimeMessage mailTo(UUID user, int count) {
		return mailsTo(user, count).get(count - 1);
	}

	private List<MimeMessage> mailsTo(UUID user, int count) {
		String address = platformQuery("SELECT email FROM users WHERE id = ?", String.class, user);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> received(address).size() >= count);
		assertThat(received(address)).hasSize(count);
		return received(address);
	}

}
