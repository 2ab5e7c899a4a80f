package io.nagare.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import jakarta.mail.MessagingException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.LargeFiles;
import io.nagare.NagareTest;
import io.nagare.change.Changing;
import io.nagare.cmdb.DemoItems;
import io.nagare.intake.imap.MailFailures;
import io.nagare.intake.imap.MailboxReader;
import io.nagare.intake.mime.Mails;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Mails in a real mailbox become tickets, answers and notes, through IMAP and SMTP. */
@NagareTest
@Import(MailIntakeTests.BrokenSearch.class)
@TestPropertySource(properties = { "nagare.mail.from=Nagare <desk@nagare.example>", "nagare.intake.largest-mail=1MB",
		"nagare.intake.idle=20s", "nagare.intake.tickets-per-hour=8", "nagare.intake.answers-per-hour=3",
		"nagare.intake.connect-timeout=2s" })
class MailIntakeTests {

	private static final GreenMail SERVER = new GreenMail(
			new ServerSetup[] { new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
					new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP) });

	private static final String UNFINDABLE = "Unfindable";

	@LocalServerPort
	private int port;

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	@Autowired
	private MailboxReader reader;

	@Autowired
	private MailboxService mailboxes;

	@Autowired
	private As as;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private LargeFiles large;

	private GreenMailUser desk;

	private String mailbox;

	private Api admin;

	private String reporter;

	private String agent;

	@DynamicPropertySource
	static void mailServer(DynamicPropertyRegistry properties) {
		SERVER.start();
		properties.add("spring.mail.host", () -> "127.0.0.1");
		properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
	}

	@BeforeAll
	static void start() {
		if (!SERVER.isRunning()) {
			SERVER.start();
		}
	}

	@AfterAll
	static void stop() {
		SERVER.stop();
	}

	/**
	 * Every report is mailed to all agents that other classes left in the tenant: mails
	 * of earlier tests would keep those of the next one waiting.
	 */
	@BeforeEach
	void noOtherMailIsDue() {
		Tenancy.asPlatform(() -> new TransactionTemplate(this.transactions).executeWithoutResult(
				(status) -> this.jdbc.update("UPDATE notifications SET mail = 'dropped' WHERE mail = 'due'")));
	}

	@BeforeEach
	void mailbox() {
		String address = "desk-" + UUID.randomUUID() + "@nagare.example";
		this.desk = SERVER.setUser(address, address, "secret");
		this.admin = Api.at(this.port).as("admin");
		this.mailbox = create("name", address, "address", address, "host", "127.0.0.1", "port",
				SERVER.getImap().getPort(), "security", "none", "password", "secret")
			.path("id")
			.asText();
		this.reporter = addressOf("reporter1");
		this.agent = addressOf("agent1");
	}

	@AfterEach
	void remove() {
		this.admin.delete("/mailboxes/" + this.mailbox);
	}

	private JsonNode create(Object... fields) {
		Answer answer = this.admin.post("/mailboxes", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	private String addressOf(String username) {
		return Api.at(this.port).as(username).get("/auth/profile").data().path("email").asText();
	}

	private void rule(Object... fields) {
		Answer answer = this.admin.patch("/mailboxes/" + this.mailbox, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private void arrives(Mails mail) {
		try {
			this.desk.deliver(
					new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.bytes())));
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Reads the mailbox, without anybody being signed in. */
	private int read() {
		return Tenancy.as(Objects.requireNonNull(this.as.caller("admin").tenant()), () -> {
			try {
				return this.reader.readOnce(Objects.requireNonNull(this.mailboxes.find(UUID.fromString(this.mailbox))));
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private List<JsonNode> messages() {
		return StreamSupport
			.stream(this.admin.get("/mailboxes/" + this.mailbox + "/messages?limit=100").data().spliterator(), false)
			.toList();
	}

	private JsonNode only() {
		List<JsonNode> messages = messages();
		assertThat(messages).hasSize(1);
		return messages.get(0);
	}

	private static Mails mail(String from, String id, String subject) {
		return Mails.from(from).line("Message-ID: <" + id + ">").line("Subject: " + subject);
	}

	private static String id() {
		return UUID.randomUUID() + "@client.example";
	}

	private JsonNode reported(String subject, String body) {
		arrives(mail(this.reporter, id(), subject).line("Content-Type: text/plain; charset=utf-8").line("").line(body));
		read();
		JsonNode message = messages().get(0);
		assertThat(message.path("outcome").asText()).as(message.toString()).isEqualTo("ticket");
		return this.admin.incident(message.path("ticket_id").asText());
	}

	private static List<String> notes(JsonNode incident) {
		return Api.each(incident.path("work_notes"), "content");
	}

	@Test
	void becomesATicketOfItsSender() throws Exception {
		byte[] body = Mails.in("x-windows-iso2022jp", "三階の複合機①が動きません。\r\nよろしくお願いします。\r\n");
		arrives(mail("=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <" + this.reporter + ">", id(),
				"=?ISO-2022-JP?B?GyRCPmMzMhsoQg==?=")
			.line("MIME-Version: 1.0")
			.line("Content-Type: multipart/mixed; boundary=b")
			.line("")
			.line("--b")
			.line("Content-Type: text/plain; charset=ISO-2022-JP")
			.line("")
			.raw(body)
			.line("--b")
			.line("Content-Type: image/png")
			.line("Content-Disposition: attachment; filename*=UTF-8''%E7%94%BB%E9%9D%A2.png")
			.line("Content-Transfer-Encoding: base64")
			.line("")
			.line("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
			.line("--b")
			.line("Content-Type: application/octet-stream; name=run.exe")
			.line("")
			.line("MZ")
			.line("--b--"));
		assertThat(read()).isOne();
		JsonNode message = only();
		assertThat(message.path("outcome").asText()).isEqualTo("ticket");
		JsonNode incident = this.admin.incident(message.path("ticket_number").asText());
		assertThat(incident.path("title").asText()).isEqualTo("障害");
		assertThat(incident.path("source").asText()).isEqualTo("mail");
		assertThat(this.admin.get("/mailboxes").data().findValuesAsText("address"))
			.contains(incident.path("source_name").asText());
		assertThat(incident.path("description").asText()).startsWith("三階の複合機①が動きません。\nよろしくお願いします。").contains("run.exe");
		assertThat(incident.path("reporter").path("username").asText()).isEqualTo("reporter1");
		assertThat(Api.each(incident.path("attachments"), "file_name")).containsExactly("画面.png");
		assertThat(read()).isZero();
		assertThat(seen()).containsExactly(true);
	}

	@Test
	void isKeptWithoutWhatTheTableMasks() throws IOException {
		String said = "番号 1234-5678-9018 と 090-1234-5678";
		JsonNode whole = reported("カード4111111111111111 " + UUID.randomUUID(), said);
		assertThat(whole.path("description").asText()).isEqualTo(said);
		String table = Files.readString(Path.of("rules", "privacy", "personal-data.dmn"))
			.replace("<text>\"reader\",\"mail\",", "<text>\"mail_in\",\"reader\",\"mail\",");
		assertThat(new Client(this.port).basic("owner", DemoPeople.PASSWORD)
			.deploy("personal-data.dmn", table, "demo")
			.status()).isEqualTo(200);
		try {
			JsonNode masked = reported("カード4111111111111111 " + UUID.randomUUID(), said);
			assertThat(masked.path("title").asText()).startsWith("カード************1111 ");
			assertThat(masked.path("description").asText()).isEqualTo("番号 ****-****-**** と 090-1234-5678");
			assertThat(messages().get(0).toString()).doesNotContain("4111111111111111");
		}
		finally {
			assertThat(this.admin.as("owner").delete("/models/personal-data/variant").status()).isEqualTo(204);
		}
	}

	/** At any hour, before anybody has read it. */
	@Test
	void isAnsweredWithTheArticlesAboutTheSameMatter() {
		String article = this.admin.as("agent1")
			.post("/articles", "title_ja", "浮上式製図卓の校正", "body_ja", "校正値をクォーツ基準に戻す。")
			.data()
			.path("id")
			.asText();
		this.admin.as("agent1").post("/articles/" + article + "/actions/submit");
		this.admin.as("agent2").post("/articles/" + article + "/actions/approve");
		String number = this.admin.as("reporter1").get("/articles/" + article).data().path("article_number").asText();
		JsonNode incident = reported("浮上式製図卓の校正がずれる", "浮上式製図卓の校正値がずれています。");
		String notice = takenNotice(incident);
		assertThat(notice).contains("次の記事が役に立つかもしれません", "・浮上式製図卓の校正（" + number + "）");
		assertThat(takenNotice(reported("無関係な話題", "まったく別のことです。"))).doesNotContain("記事", number);
		this.admin.as("agent2").post("/articles/" + article + "/actions/retire", "reason", "試験の終わり");
	}

	@Test
	void becomesATicketThoughNoArticleCanBeLookedFor() {
		JsonNode incident = reported(UNFINDABLE + " " + UUID.randomUUID(), "x");
		assertThat(takenNotice(incident)).doesNotContain("記事");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class BrokenSearch {

		/** As the search, whose transaction ends with what goes wrong in it. */
		@Bean
		FirstAnswers brokenAnswers(PlatformTransactionManager transactions) {
			TransactionTemplate own = new TransactionTemplate(transactions);
			own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			return (ticket, title, text) -> own.execute((status) -> {
				if (title.startsWith(UNFINDABLE)) {
					throw new IllegalStateException("The index is not open");
				}
				return List.of();
			});
		}

	}

	private String takenNotice(JsonNode incident) {
		return StreamSupport
			.stream(this.admin.as("reporter1").get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.path("kind").asText().equals("mail.taken")
					&& notice.at("/ticket/id").asText().equals(incident.path("id").asText()))
			.map((notice) -> notice.path("body").asText())
			.findFirst()
			.orElseThrow();
	}

	@Test
	void tellsWhoDecidesByWritingBackWhereToDecide() {
		this.items.seed();
		this.changing.seatBoards();
		String change = this.changing.voted(this.changing.item("本社VPNゲートウェイ"));
		Api member = this.changing.as("cab1");
		JsonNode asked = told(member, change, "cab.vote_requested").get(0);
		String from = this.admin.get("/users?q=cab1").data().get(0).path("email").asText();
		arrives(mail(from, id(), "Re: " + asked.path("title").asText())
			.line("In-Reply-To: <" + asked.path("id").asText() + "@nagare.example>")
			.line("Content-Type: text/plain; charset=utf-8")
			.line("")
			.line("承認"));
		read();
		assertThat(messages().get(0).path("ticket_id").asText()).isEqualTo(change);
		assertThat(told(member, change, "mail.decision_open")).hasSize(1);
		assertThat(this.changing.change(change).path("votes").findValuesAsText("vote")).containsOnly("null");
	}

	private static List<JsonNode> told(Api person, String ticket, String kind) {
		return StreamSupport.stream(person.get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.path("kind").asText().equals(kind)
					&& notice.at("/ticket/id").asText().equals(ticket))
			.toList();
	}

	@Test
	void saysWhatATicketHasNoRoomFor() {
		JsonNode incident = reported("full " + UUID.randomUUID(), "It is full.");
		String id = incident.path("id").asText();
		this.large.add(id, 500, "agent1", 100);
		arrives(mail(this.reporter, id(), "Re: [" + incident.path("incident_number").asText() + "] full")
			.line("MIME-Version: 1.0")
			.line("Content-Type: multipart/mixed; boundary=b")
			.line("")
			.line("--b")
			.line("Content-Type: text/plain; charset=utf-8")
			.line("")
			.line("Here it is.")
			.line("--b")
			.line("Content-Type: text/plain; name=log.txt")
			.line("Content-Disposition: attachment; filename=log.txt")
			.line("")
			.line("line")
			.line("--b--"));
		read();
		assertThat(messages().get(0).path("outcome").asText()).isEqualTo("answer");
		JsonNode now = this.admin.incident(id);
		assertThat(notes(now)).last().asString().startsWith("Here it is.").contains("log.txt");
		assertThat(Api.each(now.path("attachments"), "file_name")).containsExactly("large.bin");
	}

	/** Outlook sends the picture of the signature with every answer. */
	@Test
	void keepsALogoOnceHoweverOftenItComes() {
		String subject = "logo " + UUID.randomUUID();
		JsonNode incident = reported(subject, "x");
		String id = incident.path("id").asText();
		for (int i = 0; i < 2; i++) {
			arrives(mail(this.reporter, id(), "Re: [" + incident.path("incident_number").asText() + "] " + subject)
				.line("Content-Type: multipart/related; boundary=r")
				.line("")
				.line("--r")
				.line("Content-Type: text/html; charset=utf-8")
				.line("")
				.line("<p>Answer " + i + " <img src='cid:l@x'></p>")
				.line("--r")
				.line("Content-Type: image/png; name=image001.png")
				.line("Content-ID: <l@x>")
				.line("Content-Transfer-Encoding: base64")
				.line("")
				.line("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
				.line("--r--"));
			read();
		}
		JsonNode now = this.admin.incident(id);
		assertThat(Api.each(now.path("attachments"), "file_name")).containsExactly("image001.png");
		assertThat(notes(now)).hasSize(2).allMatch((note) -> note.contains("[image001.png]"));
	}

	@Test
	void saysThatAMailIsEncrypted() {
		arrives(mail(this.reporter, id(), "Secret " + UUID.randomUUID())
			.line("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m")
			.line("Content-Transfer-Encoding: base64")
			.line("")
			.line(Mails.base64(new byte[] { 48, 3, 1 })));
		read();
		JsonNode incident = this.admin.incident(messages().get(0).path("ticket_id").asText());
		assertThat(incident.path("description").asText()).contains("このメールは暗号化されているため、ここでは読み取れません：smime.p7m");
	}

	@Test
	void keepsWhatANewTicketQuotesBelowWhatItSays() {
		JsonNode incident = reported("Fwd: disk " + UUID.randomUUID(), """
				Please look at this.

				-----Original Message-----
				From: monitor@client.example
				Subject: disk

				The disk is full.
				""".replace("\n", "\r\n"));
		assertThat(incident.path("description").asText().lines()).containsExactly("Please look at this.", "",
				"> -----Original Message-----", "> From: monitor@client.example", "> Subject: disk", "> ",
				"> The disk is full.");
		assertThat(reported("Fwd: only " + UUID.randomUUID(), "> The disk is full.\r\n").path("description").asText())
			.isEqualTo("> The disk is full.");
	}

	private List<Boolean> seen() throws Exception {
		return SERVER.getManagers()
			.getImapHostManager()
			.getInbox(this.desk)
			.getMessages()
			.stream()
			.map((one) -> one.getFlags().contains(Flags.Flag.SEEN))
			.toList();
	}

	@Test
	void answersInTheThreadAndHearsAnAnswer() throws Exception {
		String first = id();
		arrives(mail(this.reporter, first, "VPN").line("").line("No connection"));
		read();
		String ticket = only().path("ticket_id").asText();
		String number = only().path("ticket_number").asText();
		MimeMessage told = await().until(() -> mailTo(this.reporter, number), (found) -> found != null);
		assertThat(told.getHeader("In-Reply-To")).containsExactly("<" + first + ">");
		assertThat(told.getHeader("References")[0]).contains("<ticket-" + ticket + "@nagare.example>",
				"<" + first + ">");
		assertThat(told.getReplyTo()[0]).hasToString(this.desk.getEmail());
		assertThat(told.getHeader("Auto-Submitted")).isNotEmpty();
		assertThat(told.getSubject()).as("as his own, for programs that part conversations by it")
			.isEqualTo("Re: VPN [" + number + "]");
		assertThat(
				((Multipart) told.getContent()).getBodyPart(0).getContent().toString().lines().findFirst().orElse(""))
			.as("its title")
			.endsWith("VPN");

		Api agentApi = Api.at(this.port).as("agent1");
		agentApi.does(ticket, "assign", "assignee_id", agentApi.me());
		agentApi.does(ticket, "start");
		agentApi.does(ticket, "hold", "hold_reason", "awaiting_caller", "comment", "Since when?");
		assertThat(this.admin.incident(ticket).path("phase").asText()).isEqualTo("on_hold");
		arrives(Mails.from(this.reporter)
			.line("Message-ID: <" + id() + ">")
			.line("Subject: Re: something else")
			.line("In-Reply-To: " + told.getMessageID())
			.line("")
			.line("Since yesterday.")
			.line("")
			.line("On Thu, Nov 26, 2026 Nagare <desk@nagare.example> wrote:")
			.line("> No connection"));
		read();
		JsonNode incident = this.admin.incident(ticket);
		agentApi.post("/incidents/" + ticket + "/work-notes", "content", "Try again, please", "is_public", "Y");
		assertThat(await().until(() -> mailsTo(this.reporter, number), (all) -> all.size() > 1))
			.extracting(MimeMessage::getSubject)
			.containsOnly("Re: VPN [" + number + "]");
		assertThat(incident.path("phase").asText()).isEqualTo("in_work");
		assertThat(notes(incident)).contains(
				"Since yesterday.\n\n> On Thu, Nov 26, 2026 Nagare <desk@nagare.example> wrote:\n> No connection");
		assertThat(
				Api.each(this.admin.get("/mailboxes/" + this.mailbox + "/messages?outcome=answer").data(), "ticket_id"))
			.containsExactly(ticket);
	}

	private @Nullable MimeMessage mailTo(String address, String number) {
		return mailsTo(address, number).stream().findFirst().orElse(null);
	}

	private List<MimeMessage> mailsTo(String address, String number) {
		return Arrays.stream(SERVER.getReceivedMessages()).filter((mail) -> {
			try {
				return mail.getSubject().contains("[" + number + "]")
						&& mail.getAllRecipients()[0].toString().contains(address);
			}
			catch (MessagingException ex) {
				return false;
			}
		}).toList();
	}

	@Test
	void isANoteOfAnAgent() {
		JsonNode incident = reported("Printer", "broken");
		String number = incident.path("incident_number").asText();
		arrives(mail(this.agent, id(), "Re: [" + number.replace("INC", "ＩＮＣ") + "] Printer").line("")
			.line("Looking at it"));
		read();
		assertThat(messages().get(0).path("outcome").asText()).isEqualTo("note");
		JsonNode note = this.admin.incident(number).path("work_notes").get(0);
		assertThat(note.path("content").asText()).isEqualTo("Looking at it");
		assertThat(note.path("is_public").asBoolean()).isFalse();
	}

	/**
	 * Whoever writes an agent's address into a mail would speak to reporters as the desk.
	 */
	@Test
	void isPublicOfAnAgentOnlyWhereItsSenderIsChecked() {
		assertThat(refusal(this.admin.patch("/mailboxes/" + this.mailbox, "agent_notes", "public")))
			.isEqualTo("400 VALIDATION_FAILED agent_notes=unchecked_sender");
		rule("agent_notes", "public", "sender_check", "dmarc", "authserv_id", "mx.nagare.example");
		assertThat(refusal(this.admin.patch("/mailboxes/" + this.mailbox, "sender_check", "none", "authserv_id", null)))
			.isEqualTo("400 VALIDATION_FAILED agent_notes=unchecked_sender");
	}

	@Test
	void findsTheNumberAmongOthersInItsSubject() {
		String number = reported("Order", "is late").path("incident_number").asText();
		arrives(mail(this.agent, id(), "ORD1234567 / PRB0000000: [" + number + "] Order").line("").line("On its way"));
		read();
		assertThat(messages().get(0).path("outcome").asText()).isEqualTo("note");
		assertThat(messages().get(0).path("ticket_number").asText()).isEqualTo(number);
	}

	@Test
	void tellsNobodyOfTicketsThatHeMayNotRead() {
		JsonNode incident = reported("Secret", "of reporter1");
		arrives(mail(addressOf("reporter2"), id(), "Re: [" + incident.path("incident_number").asText() + "] Secret")
			.line("References: <ticket-" + incident.path("id").asText() + "@nagare.example>")
			.line("")
			.line("Tell me"));
		read();
		JsonNode message = messages().get(0);
		assertThat(message.path("outcome").asText()).isEqualTo("ticket");
		assertThat(message.path("ticket_id").asText()).isNotEqualTo(incident.path("id").asText());
		assertThat(notes(this.admin.incident(incident.path("id").asText()))).isEmpty();
	}

	@Test
	void happensOnceHoweverOftenAMailComes() throws Exception {
		Mails mail = mail(this.reporter, id(), "Twice").line("").line("the same");
		arrives(mail);
		arrives(mail);
		read();
		arrives(mail);
		read();
		assertThat(outcomes()).containsExactly("duplicate came_before", "ticket null");
		assertThat(seen()).containsExactly(true, true, true);
		arrives(mail(this.reporter, id(), "Twice").line("").line("the same"));
		read();
		assertThat(messages().get(0).path("outcome").asText()).isEqualTo("duplicate");
		assertThat(messages().get(0).path("ticket_id").asText())
			.isEqualTo(messages().get(1).path("ticket_id").asText());
	}

	private List<String> outcomes() {
		return messages().stream()
			.map((one) -> one.path("outcome").asText() + " " + one.path("reason").asText())
			.toList();
	}

	private void arrivesWith(String id, String attached) {
		arrives(mail(this.reporter, id, "Scan").line("Content-Type: multipart/mixed; boundary=b")
			.line("")
			.line("--b")
			.line("")
			.line("see attached")
			.line("--b")
			.line("Content-Type: text/plain; name=scan.txt")
			.line("")
			.line(attached)
			.line("--b--"));
	}

	@Test
	void saysSomethingElseByWhatIsAttached() {
		arrivesWith(id(), "one");
		arrivesWith(id(), "another");
		arrivesWith(id(), "one");
		read();
		assertThat(outcomes()).containsExactlyInAnyOrder("ticket null", "ticket null", "duplicate said_before");
	}

	@Test
	void isAnotherMailIfItSaysSomethingElseUnderTheSameId() {
		String id = id();
		arrives(mail(this.reporter, id, "First").line("").line("one"));
		read();
		arrives(mail(this.reporter, id, "Second").line("").line("two"));
		arrives(mail(this.reporter, id, "Broken").line("").line("large ".repeat(250_000)));
		read();
		assertThat(messages())
			.extracting((one) -> one.path("subject").asText() + " " + one.path("outcome").asText() + " "
					+ one.path("reason").asText())
			.containsExactlyInAnyOrder("First ticket null", "Second ticket null", "Broken held too_large");
	}

	/** Who writes to the desk and to a list that the desk is on has written once. */
	@Test
	void isTheSameMailThroughAMailingList() {
		String id = id();
		String date = "Date: Mon, 30 Nov 2026 10:15:00 +0900";
		arrives(mail(this.reporter, id, "VPN").line(date).line("").line("It is down"));
		arrives(mail(this.reporter, id, "[staff:12] VPN").line(date)
			.line("List-Id: <staff.example.jp>")
			.line("")
			.line("It is down")
			.line("-- ")
			.line("staff mailing list"));
		arrives(mail(this.reporter, id, "VPN").line("Date: Mon, 30 Nov 2026 10:16:00 +0900").line("").line("And up"));
		read();
		assertThat(outcomes()).containsExactlyInAnyOrder("ticket null", "duplicate came_before", "ticket null");
	}

	@Test
	void waitsForAPersonWhereItsSubjectAloneSoundsLikeAMachine() {
		arrives(mail(this.reporter, id(), "Automatic reply: away").line("").line("x"));
		read();
		assertThat(outcomes()).containsExactly("held perhaps_machine");
		String held = only().path("id").asText();
		assertThat(this.admin.post("/mailboxes/" + this.mailbox + "/messages/" + held + "/retry").status())
			.isEqualTo(202);
		read();
		assertThat(outcomes()).containsExactly("ticket null");
	}

	@Test
	void dampensStormsOfManySendersAndOfAnswers() {
		JsonNode incident = reported("Storm", "of answers");
		for (int i = 0; i < 5; i++) {
			arrives(mail(this.reporter, id(), "Re: [" + incident.path("incident_number").asText() + "] Storm").line("")
				.line("answer " + i));
		}
		read();
		assertThat(outcomes()).filteredOn((one) -> !one.startsWith("ticket"))
			.containsExactlyInAnyOrder("answer null", "answer null", "answer null", "held storm", "held storm");
		for (int i = 0; i < 5; i++) {
			arrives(mail(this.reporter, id(), "Alarm " + UUID.randomUUID()).line("").line("number " + i));
			arrives(mail(this.agent, id(), "Alarm " + UUID.randomUUID()).line("").line("number " + i));
		}
		read();
		assertThat(outcomes()).filteredOn((one) -> one.equals("ticket null")).hasSize(8);
		assertThat(outcomes()).filteredOn((one) -> one.equals("held storm_of_mailbox")).hasSize(3);
	}

	@Test
	void answersNoMachine() {
		arrives(mail(this.reporter, id(), "Away").line("Auto-Submitted: auto-replied").line("").line("x"));
		arrives(mail("MAILER-DAEMON@docomo.ne.jp", id(), "Mail System Error").line("").line("x"));
		arrives(mail(this.desk.getEmail(), id(), "Myself").line("").line("x"));
		read();
		assertThat(messages()).extracting((one) -> one.path("outcome").asText() + " " + one.path("reason").asText())
			.containsExactlyInAnyOrder("ignored automatic", "ignored delivery_report", "ignored own");
		rule("machines", "take");
		arrives(mail(this.reporter, id(), "Toner low").line("Auto-Submitted: auto-generated").line("").line("x"));
		read();
		assertThat(messages().get(0).path("outcome").asText()).isEqualTo("ticket");
		assertThat(Api.each(Api.at(this.port).as("reporter1").get("/notifications?limit=100").data(), "title"))
			.noneMatch((title) -> title.contains("Toner low"));
	}

	@Test
	void keepsWhatIsFromNobodyKnown() throws Exception {
		arrives(mail("stranger@elsewhere.example", id(), "Hello").line("").line("x"));
		arrives(mail("a@x.example, b@x.example", id(), "Two").line("").line("x"));
		read();
		assertThat(messages()).extracting((one) -> one.path("outcome").asText() + " " + one.path("reason").asText())
			.containsExactlyInAnyOrder("held unknown_sender", "held ambiguous_sender");
		assertThat(seen()).containsExactly(false, false);
		rule("unknown_senders", "report_as", "report_as_id", this.as.caller("reporter2").userId().toString());
		String held = messages().stream()
			.filter((one) -> one.path("reason").asText().equals("unknown_sender"))
			.findFirst()
			.orElseThrow()
			.path("id")
			.asText();
		assertThat(this.admin.post("/mailboxes/" + this.mailbox + "/messages/" + held + "/retry").status())
			.isEqualTo(202);
		read();
		JsonNode taken = this.admin.get("/mailboxes/" + this.mailbox + "/messages?outcome=ticket").data().get(0);
		JsonNode incident = this.admin.incident(taken.path("ticket_id").asText());
		assertThat(incident.path("description").asText()).contains("stranger@elsewhere.example");
		assertThat(incident.path("reporter").path("username").asText()).isEqualTo("reporter2");
	}

	/** Customers and partners, for whom somebody reports. */
	@Test
	void goesOnWithTheTicketThatAStrangerOpened() {
		rule("unknown_senders", "report_as", "report_as_id", this.as.caller("reporter2").userId().toString());
		String first = id();
		String stranger = "partner-" + UUID.randomUUID() + "@elsewhere.example";
		arrives(mail(stranger, first, "Invoice").line("").line("It is wrong"));
		read();
		JsonNode opened = messages().get(0);
		String ticket = opened.path("ticket_id").asText();
		arrives(mail(stranger, id(), "Re: Invoice").line("In-Reply-To: <" + first + ">").line("").line("Any news?"));
		read();
		arrives(mail(stranger, id(), "Re: [" + opened.path("ticket_number").asText() + "] Invoice").line("")
			.line("By number"));
		read();
		arrives(mail("other@elsewhere.example", id(), "Re: [" + opened.path("ticket_number").asText() + "] Invoice")
			.line("")
			.line("Not mine"));
		read();
		assertThat(messages()).extracting((one) -> one.path("outcome").asText())
			.containsExactly("ticket", "answer", "answer", "ticket");
		assertThat(messages().get(0).path("ticket_id").asText()).isNotEqualTo(ticket);
		assertThat(notes(this.admin.incident(ticket))).hasSize(2)
			.allMatch((note) -> note.contains("<" + stranger + ">"))
			.anyMatch((note) -> note.endsWith("Any news?"));
	}

	/** A group stands before many a mailbox, and passes on what people write to it. */
	@Test
	void isAPersonsThatComesThroughAList() {
		arrives(mail(this.reporter, id(), "Through a group").line("List-ID: <desk.nagare.example>")
			.line("List-Unsubscribe: <mailto:leave@nagare.example>")
			.line("Precedence: list")
			.line("")
			.line("Help"));
		arrives(mail(this.reporter, id(), "自動返信：休暇中").line("List-ID: <desk.nagare.example>").line("").line("Away"));
		arrives(mail(this.reporter, id(), "Newsletter").line("List-ID: <news.nagare.example>")
			.line("Precedence: bulk")
			.line("")
			.line("News"));
		read();
		assertThat(messages()).extracting((one) -> one.path("subject").asText() + " " + one.path("outcome").asText())
			.containsExactlyInAnyOrder("Through a group ticket", "自動返信：休暇中 ignored", "Newsletter ignored");
	}

	@Test
	void believesASenderAsFarAsTheServerDoes() {
		rule("sender_check", "dmarc", "authserv_id", "mx.nagare.example");
		arrives(mail(this.reporter, id(), "Forged").line("Authentication-Results: mx.evil.example; dmarc=pass")
			.line("")
			.line("x"));
		arrives(mail(this.reporter, id(), "Real").line("Authentication-Results: mx.nagare.example; dmarc=pass")
			.line("")
			.line("x"));
		read();
		assertThat(messages()).extracting((one) -> one.path("subject").asText() + " " + one.path("outcome").asText())
			.containsExactlyInAnyOrder("Forged held", "Real ticket");
	}

	@Test
	void dampensStorms() {
		rule("tickets_per_sender", 3);
		String storming = addressOf("reporter2");
		for (int i = 0; i < 12; i++) {
			arrives(mail(storming, id(), "Alarm " + UUID.randomUUID()).line("").line("number " + i));
		}
		read();
		assertThat(messages().stream().filter((one) -> one.path("outcome").asText().equals("ticket")).count())
			.isLessThanOrEqualTo(3);
		assertThat(messages()).filteredOn((one) -> one.path("outcome").asText().equals("held"))
			.extracting((one) -> one.path("reason").asText())
			.containsOnly("storm");
	}

	@Test
	void bearsWhatIsTooLargeAndWhatIsBroken() {
		arrives(mail(this.reporter, id(), "Large").line("").line("large ".repeat(250_000)));
		Mails deep = mail(this.reporter, id(), "Deep").line("Content-Type: multipart/mixed; boundary=b0").line("");
		for (int i = 0; i < 60; i++) {
			deep.line("--b" + i).line("Content-Type: multipart/mixed; boundary=b" + (i + 1)).line("");
		}
		arrives(deep);
		arrives(mail(this.reporter, id(), "After").line("").line("x"));
		read();
		assertThat(messages())
			.extracting((one) -> one.path("subject").asText() + " " + one.path("outcome").asText() + " "
					+ one.path("reason").asText())
			.containsExactlyInAnyOrder("Large held too_large", "Deep held too_deep", "After ticket null");
	}

	/** It was begun three times, and each time its node was no more. */
	@Test
	void readsNoMailOnceMoreWithWhichNodesEnded() {
		read();
		arrives(mail(this.reporter, id(), "Fatal").line("").line("x"));
		arrives(mail(this.reporter, id(), "After").line("").line("x"));
		asPlatformDoes("INSERT INTO mailbox_pending (mailbox_id, tenant_id, uid_validity, uid, begun)"
				+ " SELECT mailbox_id, tenant_id, uid_validity, last_uid + 1, 3 FROM mailbox_states"
				+ " WHERE mailbox_id = ?::uuid");
		read();
		assertThat(messages())
			.extracting((one) -> one.path("subject").asText() + " " + one.path("outcome").asText() + " "
					+ one.path("reason").asText())
			.containsExactlyInAnyOrder("Fatal held broken", "After ticket null");
	}

	@Test
	void movesWhatIsTaken() throws Exception {
		rule("done_folder", "Done");
		arrives(mail(this.reporter, id(), "Move").line("").line("x"));
		read();
		assertThat(seen()).isEmpty();
		assertThat(SERVER.getManagers().getImapHostManager().getFolder(this.desk, "Done").getMessageCount()).isOne();
	}

	@Test
	void keepsAllOfALongTextAsAFile() {
		JsonNode incident = reported("log " + UUID.randomUUID(), "line of a log\r\n".repeat(12_000) + "the end");
		String description = incident.path("description").asText();
		assertThat(description.length()).isLessThanOrEqualTo(100_000);
		assertThat(description).endsWith("mail.txt にあります。").doesNotContain("the end");
		assertThat(Api.each(incident.path("attachments"), "file_name")).containsExactly("mail.txt");
		assertThat(incident.at("/attachments/0/file_size").asLong()).isGreaterThan(156_000);
	}

	@Test
	void takesMailsThoughTheFolderOfDoneOnesTakesNone() throws Exception {
		try (RefusingServer full = new RefusingServer(SERVER.getImap().getPort())) {
			rule("port", full.port(), "done_folder", "Done");
			for (String subject : List.of("First", "Second")) {
				arrives(mail(this.reporter, id(), subject).line("").line("x"));
				assertThatThrownBy(this::read).cause()
					.extracting((why) -> MailFailures.words(why).en())
					.asString()
					.startsWith("The mails are taken, but cannot be marked or moved")
					.contains("The folder is full");
			}
			assertThat(messages()).extracting((one) -> one.path("outcome").asText())
				.containsExactly("ticket", "ticket");
			full.refuseNoMore();
			read();
			assertThat(SERVER.getManagers().getImapHostManager().getFolder(this.desk, "Done").getMessageCount())
				.isEqualTo(2);
		}
	}

	@Test
	void beginsAnewInAnotherFolder() throws Exception {
		arrives(mail(this.reporter, id(), "Here").line("").line("x"));
		read();
		String known = "SELECT count(*) FROM mailbox_states WHERE mailbox_id = ?::uuid AND uid_validity IS NOT NULL";
		assertThat(asPlatform(known)).isOne();
		rule("name", "Renamed " + this.mailbox);
		assertThat(asPlatform(known)).isOne();
		rule("folder", "Support");
		assertThat(asPlatform(known)).isZero();
	}

	private int asPlatform(String count) {
		return Tenancy.asPlatform(() -> Objects.requireNonNull(new TransactionTemplate(this.transactions)
			.execute((status) -> this.jdbc.queryForObject(count, Integer.class, this.mailbox))));
	}

	/** As after a move to another server, or where an index of Dovecot was made anew. */
	@Test
	void losesNoMailWhereTheServerNumbersThemAnew() throws Exception {
		ImapHostManager imap = SERVER.getManagers().getImapHostManager();
		imap.createMailbox(this.desk, "Support");
		rule("folder", "Support");
		byte[] waited = mail(this.reporter, id(), "Waited " + UUID.randomUUID()).line("").line("x").bytes();
		byte[] taken = mail(this.reporter, id(), "Taken " + UUID.randomUUID()).line("").line("x").bytes();
		byte[] held = mail("stranger@elsewhere.example", id(), "Held").line("").line("x").bytes();
		append(imap, taken, new Flags());
		append(imap, held, new Flags());
		read();
		String heldId = this.admin.get("/mailboxes/" + this.mailbox + "/messages?outcome=held")
			.data()
			.get(0)
			.path("id")
			.asText();
		asPlatformDoes("INSERT INTO mailbox_pending (mailbox_id, tenant_id, uid_validity, uid) SELECT mailbox_id,"
				+ " tenant_id, uid_validity, 99 FROM mailbox_states WHERE mailbox_id = ?::uuid");
		long former = imap.getFolder(this.desk, "Support").getUidValidity();
		// GreenMail numbers them by the second
		await().until(() -> {
			imap.deleteMailbox(this.desk, "Support");
			return imap.createMailbox(this.desk, "Support").getUidValidity() != former;
		});
		append(imap, waited, new Flags(Flags.Flag.SEEN));
		append(imap, taken, new Flags());
		assertThat(read()).isEqualTo(2);
		assertThat(messages()).extracting((one) -> one.path("outcome").asText())
			.containsExactlyInAnyOrder("ticket", "ticket", "held");
		assertThat(asPlatform("SELECT count(*) FROM mailbox_pending WHERE mailbox_id = ?::uuid")).isZero();
		assertThat(imap.getFolder(this.desk, "Support").getMessages())
			.allMatch((one) -> one.getFlags().contains(Flags.Flag.SEEN));
		assertThat(refusal(this.admin.post("/mailboxes/" + this.mailbox + "/messages/" + heldId + "/retry")))
			.isEqualTo("409 CONFLICT null=renumbered");
	}

	private void append(ImapHostManager imap, byte[] mail, Flags flags) throws MessagingException {
		imap.getFolder(this.desk, "Support")
			.appendMessage(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)),
					flags, Date.from(Instant.now()));
	}

	private void asPlatformDoes(String statement) {
		Tenancy.asPlatform(() -> Objects.requireNonNull(new TransactionTemplate(this.transactions)
			.execute((status) -> this.jdbc.update(statement, this.mailbox))));
	}

	@Test
	void takesNothingThatSomebodyReadBeforeTheMailboxWasSetUp() throws Exception {
		arrives(mail(this.reporter, id(), "Old").line("").line("x"));
		MailFolder inbox = SERVER.getManagers().getImapHostManager().getInbox(this.desk);
		inbox.setFlags(new Flags(Flags.Flag.SEEN), true, inbox.getMessages().get(0).getUid(), null, true);
		arrives(mail(this.reporter, id(), "New").line("").line("x"));
		read();
		assertThat(only().path("subject").asText()).isEqualTo("New");
	}

	@Test
	void beginsANewTicketWhereTheFormerIsOver() {
		JsonNode incident = reported("Mouse", "dead");
		Api.at(this.port).as("reporter1").does(incident.path("id").asText(), "cancel", "reason", "found it");
		arrives(mail(this.reporter, id(), "Re: [" + incident.path("incident_number").asText() + "] Mouse").line("")
			.line("dead again"));
		read();
		JsonNode message = messages().get(0);
		assertThat(message.path("outcome").asText()).isEqualTo("ticket");
		JsonNode links = this.admin.get("/incidents/" + message.path("ticket_id").asText() + "/links").data();
		assertThat(links.toString()).contains(incident.path("id").asText()).contains("follows");
	}

	@Test
	void namesNoServerInside() {
		for (String host : List.of("localhost", "10.0.0.1", "169.254.169.254", "::1")) {
			assertThat(refusal(this.admin.patch("/mailboxes/" + this.mailbox, "host", host))).as(host)
				.isEqualTo("400 VALIDATION_FAILED host=leads_inside");
		}
		for (String endpoint : List.of("https://169.254.169.254/token", "https://localhost/token")) {
			assertThat(refusal(this.admin.patch("/mailboxes/" + this.mailbox, "auth", "oauth2", "oauth_endpoint",
					endpoint, "oauth_client_id", "x")))
				.as(endpoint)
				.isEqualTo("400 VALIDATION_FAILED oauth_endpoint=leads_inside");
		}
	}

	/** A server that takes a connection and says nothing holds nobody for minutes. */
	@Test
	void checksAFewMailboxesAtATimeAndWaitsForNoneForLong() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			rule("port", silent.getLocalPort());
			long began = System.nanoTime();
			List<CompletableFuture<Answer>> checks = IntStream.range(0, 3)
				.mapToObj((number) -> CompletableFuture
					.supplyAsync(() -> this.admin.post("/mailboxes/" + this.mailbox + "/check")))
				.toList();
			List<Answer> answers = checks.stream().map(CompletableFuture::join).toList();
			assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
			assertThat(answers).extracting(Answer::status).contains(200, 429);
			assertThat(answers).filteredOn((answer) -> answer.status() == 200).allSatisfy((answer) -> {
				assertThat(answer.data().path("opens").asBoolean()).isFalse();
				assertThat(answer.data().path("failure").asText()).doesNotContain("127.0.0.1", "Exception",
						"timed out");
			});
		}
	}

	@Test
	void isForAdministratorsAndTellsNoSecret() {
		assertThat(Api.at(this.port).as("agent1").get("/mailboxes").status()).isEqualTo(403);
		assertThat(this.admin.get("/mailboxes/" + this.mailbox).body()).doesNotContain("secret");
		assertThat(this.jdbc.queryForList("SELECT secrets FROM mailboxes", String.class)).isEmpty();
		assertThat(Api.at(this.port).as("other-admin").get("/mailboxes/" + this.mailbox).status()).isEqualTo(404);
		assertThat(refusal(this.admin.post("/mailboxes", "name", "x")))
			.isEqualTo("400 VALIDATION_FAILED address=required host=required");
		assertThat(refusal(this.admin.patch("/mailboxes/" + this.mailbox, "auth", "oauth2", "oauth_endpoint",
				"http://evil.example/token", "oauth_client_id", "x")))
			.isEqualTo("400 VALIDATION_FAILED oauth_endpoint=https_only");
		assertThat(refusal(this.admin.patch("/mailboxes/" + this.mailbox, "kind", "request")))
			.as("no mail says which request it is")
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
		assertThat(this.admin.post("/mailboxes/" + this.mailbox + "/check").data().path("opens").asBoolean()).isTrue();
		rule("password", "wrong");
		assertThat(this.admin.post("/mailboxes/" + this.mailbox + "/check").data().path("opens").asBoolean()).isFalse();
	}

}
