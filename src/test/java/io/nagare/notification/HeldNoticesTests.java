package io.nagare.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.AtOnce;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.directory.NewUser;
import io.nagare.directory.UserManagement;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.EventPublications;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits for the end of a quiet time, or is gathered, leaves once and together. */
class HeldNoticesTests extends WithMailServer {

	private static final Delivery DAILY = mails("daily");

	@LocalServerPort
	private int port;

	@Autowired
	private Notifications notifications;

	@Autowired
	private Deliveries deliveries;

	@Autowired
	private HeldNotices held;

	@Autowired
	private EventPublications publications;

	@Autowired
	private UserManagement users;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TestClock clock;

	@Autowired
	private As as;

	@AfterEach
	void theTimeIsNow() {
		this.clock.reset();
	}

	/** In quiet hours that began an hour ago and end in one. */
	private static Delivery quietNow() {
		LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
		return new Delivery("UTC", "hours", Delivery.AT_ONCE.quietDays(), now.minusHours(1).toString(),
				now.plusHours(1).toString(), "at_once", "09:00");
	}

	private static Delivery mails(String mails) {
		return new Delivery("UTC", "never", List.of(), "20:00", "08:00", mails,
				LocalTime.now(ZoneOffset.UTC).plusHours(5).truncatedTo(ChronoUnit.MINUTES).toString());
	}

	@Test
	void waitsForTheEndOfQuietHoursAndThenComesTogether() throws Exception {
		UUID user = newUser("ja", quietNow());
		tell(mentioned("一"), user);
		tell(mentioned("二"), user);
		assertThat(inbox(user)).isEqualTo(2);
		release(Duration.ofMinutes(50));
		assertThat(states(user)).containsOnly("held");
		release(Duration.ofMinutes(70));
		MimeMessage mail = onlyMailTo(user);
		assertThat(mail.getSubject()).isEqualTo("2件のお知らせ");
		assertThat(text(mail)).contains("ノートで指名されました：一", "ノートで指名されました：二", "このメールは Nagare が自動で送信しました。");
		assertThat(html(mail)).contains("<html lang=\"ja\">", "ノートで指名されました：一", "ノートで指名されました：二");
		awaitSent(user);
	}

	@Test
	void letsWhatIsUrgentThrough() throws Exception {
		UUID user = newUser("en", quietNow());
		tell(mentioned("later"), user);
		tell(Notice.of("incident.major_accepted", "Everything is down").atOnce(), user);
		MimeMessage mail = onlyMailTo(user);
		assertThat(mail.getSubject()).isEqualTo("Major incident: Everything is down");
		assertThat(states(user)).contains("held");
	}

	/**
	 * Whatever its kind, as who is on call is told; and what happens in a model always
	 * is.
	 */
	@Test
	void mailsWhatIsUrgentAndWhatModelsTell() throws Exception {
		UUID user = newUser("en", Delivery.AT_ONCE);
		tell(Notice.of("ticket.work_note", "quietly", "Suzuki", "rebooted"), user);
		tell(Notice.of("ticket.work_note", "on call", "Suzuki", "rebooted").atOnce(), user);
		assertThat(onlyMailTo(user).getSubject()).isEqualTo("Internal note: on call");
		UUID other = newUser("en", Delivery.AT_ONCE);
		tell(Notice.of(Notice.OWN, "Laptop", "The request was refused."), other);
		assertThat(onlyMailTo(other).getSubject()).isEqualTo("The request was refused.: Laptop");
	}

	@Test
	void sendsASingleOneAsItWouldHaveCome() throws Exception {
		UUID user = newUser("en", quietNow());
		TicketRef ticket = ticket("VPN");
		tell(mentioned("VPN").about(ticket), user);
		release(Duration.ofHours(2));
		MimeMessage mail = onlyMailTo(user);
		assertThat(mail.getSubject()).isEqualTo("[" + ticket.number() + "] You were mentioned: VPN");
		assertThat(mail.getHeader("References")).containsExactly("<ticket-" + ticket.id() + "@nagare.example>");
	}

	@Test
	void gathersByTheHourAndByTheDay() {
		UUID hourly = newUser("ja", mails("hourly"));
		UUID daily = newUser("ja", DAILY);
		tell(mentioned("一"), hourly, daily);
		tell(mentioned("二"), hourly, daily);
		release(Duration.ofMinutes(61));
		onlyMailTo(hourly);
		assertThat(states(daily)).containsOnly("held");
		release(Duration.ofHours(6));
		onlyMailTo(daily);
		onlyMailTo(hourly);
	}

	@Test
	void groupsByTicketAndBelongsToNoThread() throws Exception {
		UUID user = newUser("en", DAILY);
		TicketRef vpn = ticket("VPN");
		TicketRef printer = ticket("Printer");
		tell(mentioned("VPN").about(vpn), user);
		tell(mentioned("Printer <b>").about(printer), user);
		tell(Notice.of("ticket.note", "VPN", "Suzuki", "rebooted").about(vpn), user);
		release(Duration.ofHours(6));
		MimeMessage mail = onlyMailTo(user);
		assertThat(mail.getSubject()).isEqualTo("3 notifications");
		assertThat(text(mail)).containsOnlyOnce("== " + vpn.number() + " ==")
			.containsOnlyOnce("== " + printer.number() + " ==")
			.containsSubsequence("== " + vpn.number(), "New reply: VPN", "rebooted", "You were mentioned: VPN",
					"https://nagare.example/tickets/" + vpn.number(), "== " + printer.number());
		assertThat(html(mail)).contains("Printer &lt;b&gt;", "href=\"https://nagare.example/tickets/" + vpn.number());
		assertThat(mail.getHeader("References")).isNull();
		assertThat(mail.getHeader("In-Reply-To")).isNull();
		assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
	}

	@Test
	void leavesOutWhatWasReadAndSendsNothingEmpty() throws Exception {
		UUID user = newUser("en", DAILY);
		UUID reader = newUser("en", DAILY);
		tell(mentioned("one"), user, reader);
		tell(mentioned("two"), user, reader);
		tell(mentioned("three"), user, reader);
		platform("UPDATE notifications SET read_at = now() WHERE user_id = ?", reader);
		platform("UPDATE notifications SET read_at = now() WHERE user_id = ? AND title LIKE '%two'", user);
		release(Duration.ofHours(6));
		assertThat(text(onlyMailTo(user))).contains("one", "three").doesNotContain("two");
		Awaitility.await().untilAsserted(() -> assertThat(states(reader)).containsOnly("dropped"));
		assertThat(received(reader)).isEmpty();
	}

	@Test
	void leavesOutWhatAsksForWorkOnATicketThatHasEnded() throws Exception {
		UUID user = newUser("en", DAILY);
		TicketRef ticket = ticket("Cancelled");
		tell(Notice.of("ticket.assigned", "Cancelled", "Suzuki").about(ticket), user);
		tell(Notice.of("ticket.decided", "Cancelled", "Because").about(ticket), user);
		api("reporter1").does(ticket.id().toString(), "cancel", "reason", "x");
		release(Duration.ofHours(6));
		assertThat(onlyMailTo(user).getSubject()).contains("Decided: Cancelled");
		Awaitility.await().untilAsserted(() -> assertThat(states(user)).containsExactlyInAnyOrder("dropped", "sent"));
	}

	@Test
	void saysOfAConfidentialTicketItsKindAndNumberAlone() throws Exception {
		UUID user = newUser("en", DAILY, "manager");
		TicketRef secret = ticket("人事の件");
		TicketRef open = ticket("VPN");
		tell(mentioned("人事の件").about(secret).confidential(true), user);
		tell(mentioned("人事の件その二").about(secret), user);
		tell(mentioned("VPN").about(open), user);
		platform("UPDATE tickets SET confidentiality = 'confidential' WHERE id = ?", secret.id());
		release(Duration.ofHours(6));
		MimeMessage mail = onlyMailTo(user);
		assertThat(text(mail) + html(mail))
			.contains(secret.number(), "Somebody mentioned me in a note", "The ticket is confidential.",
					"You were mentioned: VPN")
			.doesNotContain("人事");
	}

	@Test
	void tellsNothingOfATicketThatHeMayNoLongerRead() throws Exception {
		UUID user = newUser("en", DAILY);
		TicketRef secret = ticket("人事の件");
		tell(mentioned("人事の件").about(secret), user);
		tell(mentioned("VPN"), user);
		platform("UPDATE tickets SET confidentiality = 'confidential' WHERE id = ?", secret.id());
		release(Duration.ofHours(6));
		MimeMessage mail = onlyMailTo(user);
		assertThat(mail.getSubject()).isEqualTo("You were mentioned: VPN");
		assertThat(text(mail)).doesNotContain(secret.number());
	}

	/** Two nodes at the same moment, and each again. */
	@Test
	void leavesOnceHoweverOftenAndWhereverItIsLetGo() {
		UUID user = newUser("en", DAILY);
		tell(mentioned("one"), user);
		tell(mentioned("two"), user);
		this.clock.set(Instant.now().plus(Duration.ofHours(6)));
		AtOnce.all(4, (number) -> {
			this.held.release();
			return number;
		});
		this.held.release();
		onlyMailTo(user);
		awaitSent(user);
		resubmit();
		assertThat(received(user)).hasSize(1);
	}

	/**
	 * What a node let go before it died, or could not send, is sent by whoever is there.
	 */
	@Test
	void isSentByTheNextWhoTriesUnderTheSameName() throws Exception {
		UUID user = newUser("en", DAILY);
		tell(mentioned("one"), user);
		tell(mentioned("two"), user);
		serverIsDown();
		release(Duration.ofHours(6));
		Awaitility.await()
			.until(() -> count("user_id = ? AND mail = 'due' AND mail_tried_at IS NULL AND digest_id IS NOT NULL",
					user) == 2);
		UUID digest = query("SELECT DISTINCT digest_id FROM notifications WHERE user_id = ?", UUID.class, user);
		serverIsBack();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			resubmit();
			return !received(user).isEmpty();
		});
		assertThat(onlyMailTo(user).getMessageID()).isEqualTo("<" + digest + "@nagare.example>");
		awaitSent(user);
	}

	@Test
	void leavesEarlierWhereHeChoosesSo() {
		UUID user = newUser("en", DAILY);
		tell(mentioned("one"), user);
		choose(user, Delivery.AT_ONCE);
		release(Duration.ofSeconds(1));
		onlyMailTo(user);
	}

	@Test
	void asksForManyDecisionsInOneMailAndForNoneThatWasTaken() throws Exception {
		OwnHouse house = OwnHouse.at(this.port);
		UUID manager = UUID.fromString(house.idOf("manager"));
		assertThat(house.as("manager")
			.put("/notifications/delivery", "time_zone", "UTC", "quiet", "never", "quiet_days", List.of(), "quiet_from",
					"20:00", "quiet_to", "08:00", "mails", "daily", "daily_at", DAILY.dailyAt())
			.status()).isEqualTo(200);
		List<JsonNode> asked = List.of(asked(house), asked(house), asked(house));
		assertThat(
				house.as("manager").post("/requests/" + asked.get(1).path("id").asText() + "/actions/approve").status())
			.isEqualTo(200);
		platform("DELETE FROM notifications WHERE kind = 'ticket.unrouted' AND user_id = ?", manager);
		release(Duration.ofHours(6));
		MimeMessage mail = onlyMailTo(manager);
		assertThat(mail.getSubject()).isEqualTo("2件の判断をお願いします");
		assertThat(text(mail)).contains(number(asked.get(0)), number(asked.get(2)))
			.doesNotContain(number(asked.get(1)));
		List<String> links = Pattern.compile("https://nagare\\.example(/approvals/\\S+)")
			.matcher(text(mail))
			.results()
			.map((found) -> found.group(1))
			.toList();
		assertThat(links).hasSize(2).doesNotHaveDuplicates();
		for (String link : links) {
			Answer page = new Client(this.port).with("Accept", "text/html").get(link);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.body()).contains("<form method");
		}
	}

	@Test
	void namesTheFieldThatCannotBe() {
		Api person = api("agent1");
		Answer refused = person.put("/notifications/delivery", "quiet", "hours", "quiet_days", List.of("monday"),
				"quiet_from", "20:00", "quiet_to", "20:00", "mails", "at_once", "daily_at", "09:00");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.body()).contains("quiet_to", "same_time");
		assertThat(person
			.put("/notifications/delivery", "quiet", "hours", "quiet_days", List.of("monday"), "quiet_from", "25:00",
					"quiet_to", "20:00", "mails", "weekly", "daily_at", "09:00")
			.body()).contains("\"quiet_from\"", "\"mails\"");
		assertThat(person.get("/notifications/delivery").data().path("mails").asText()).isEqualTo("at_once");
	}

	private static JsonNode asked(OwnHouse house) {
		Answer asked = house.as("reporter")
			.post("/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose", "締め");
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return asked.data();
	}

	private static String number(JsonNode request) {
		return request.path("request_number").asText();
	}

	private static Notice mentioned(String title) {
		return Notice.of("ticket.mention", title, "鈴木", "お願いします");
	}

	/** What managers are told of a ticket without a team is not what is looked at. */
	private TicketRef ticket(String title) {
		JsonNode incident = api("reporter1").report(title + " " + UUID.randomUUID());
		platform("DELETE FROM notifications WHERE kind = 'ticket.unrouted' AND ticket_id = ?",
				UUID.fromString(incident.path("id").asText()));
		return new TicketRef(UUID.fromString(incident.path("id").asText()), "incident",
				incident.path("incident_number").asText());
	}

	private Api api(String name) {
		return Api.at(this.port).as(name);
	}

	private void tell(Notice notice, UUID... users) {
		this.as.user("agent1", () -> this.transaction
			.executeWithoutResult((status) -> this.notifications.tell(notice.to(List.of(users)))));
	}

	private UUID newUser(String locale, Delivery wanted) {
		return newUser(locale, wanted, "operator");
	}

	private UUID newUser(String locale, Delivery wanted, String role) {
		String name = "u" + UUID.randomUUID();
		UUID user = this.as.user("admin",
				() -> this.users
					.create(this.as.caller("admin"),
							new NewUser(name, name + "@demo.example", "花", "山口", null, role, null, null, null, null,
									locale, null))
					.id());
		choose(user, wanted);
		return user;
	}

	private void choose(UUID user, Delivery wanted) {
		this.as.user("agent1",
				() -> this.transaction.executeWithoutResult((status) -> this.deliveries.choose(user, wanted)));
	}

	/** What has waited long enough so much later leaves. */
	private void release(Duration later) {
		this.clock.set(Instant.now().plus(later));
		this.held.release();
		this.clock.reset();
	}

	private void resubmit() {
		platform(
				"UPDATE event_publication SET publication_date = publication_date - interval '2 minutes', tried_at = NULL");
		this.publications.resubmit();
	}

	private int inbox(UUID user) {
		return count("user_id = ? AND read_at IS NULL", user);
	}

	private int count(String which, UUID user) {
		return query("SELECT count(*) FROM notifications WHERE " + which, Integer.class, user);
	}

	/** What became of his mails, but those of a ticket without a team. */
	private List<String> states(UUID user) {
		return Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList(
				"SELECT mail FROM notifications WHERE user_id = ? AND kind <> 'ticket.unrouted'", String.class, user)));
	}

	private void awaitSent(UUID user) {
		Awaitility.await().untilAsserted(() -> assertThat(states(user)).containsOnly("sent"));
	}

	private <T> T query(String sql, Class<T> type, Object... args) {
		return Tenancy
			.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForObject(sql, type, args)));
	}

	private void platform(String sql, Object... args) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(sql, args)));
	}

	private MimeMessage onlyMailTo(UUID user) {
		return onlyMailTo(address(user));
	}

	private List<MimeMessage> received(UUID user) {
		return received(address(user));
	}

	private String address(UUID user) {
		return query("SELECT email FROM users WHERE id = ?", String.class, user);
	}

}
