package io.nagare.notification;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import com.fasterxml.jackson.databind.JsonNode;

import io.nagare.privacy.PersonalDataRetention;
import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What people are told stands in their own inbox, once, in their language. */
@NagareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InboxTests {

	private static final String NOTIFICATIONS = "/notifications";

	private static final TicketRef TICKET = new TicketRef(UUID.randomUUID(), "incident", "INC0000123");

	@Autowired
	private Notifications notifications;

	@Autowired
	private PersonalDataRetention retention;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private As as;

	@LocalServerPort
	private int port;

	private Api api = Api.at(0);

	@BeforeEach
	void emptyInboxes() {
		this.api = Api.at(this.port);
		Tenancy.asPlatform(
				() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update("DELETE FROM notifications")));
	}

	@Test
	void showsNewestFirstAndCountsWhatIsUnread() {
		tell("agent1", note("一つ目").to(id("agent2")));
		tell("agent1", note("二つ目").about(TICKET).to(id("agent2")));
		Answer list = api("agent2").get(NOTIFICATIONS);
		assertThat(each(list.data(), "title")).containsExactly("返信がありました：二つ目", "返信がありました：一つ目");
		JsonNode newest = list.data().path(0);
		assertThat(newest.path("kind").asText()).isEqualTo("ticket.note");
		assertThat(newest.path("body").asText()).isEqualTo("鈴木さんからの返信：\n\nできました");
		assertThat(newest.path("ticket").path("number").asText()).isEqualTo("INC0000123");
		assertThat(newest.path("is_read").asBoolean()).isFalse();
		assertThat(unread("agent2")).isEqualTo(2);
		mark("agent2", newest.path("id").asText(), true);
		assertThat(unread("agent2")).isEqualTo(1);
		assertThat(each(api("agent2").get(NOTIFICATIONS + "?unread=true").data(), "title"))
			.containsExactly("返信がありました：一つ目");
		assertThat(api("agent2").get(NOTIFICATIONS + "?limit=1&page=2").json().at("/pagination/total_items").asInt())
			.isEqualTo(2);
		assertThat(refusal(api("agent2").get(NOTIFICATIONS + "?limit=101")))
			.isEqualTo("400 VALIDATION_FAILED limit=out_of_range");
	}

	@Test
	void marksAsReadAndUnreadAndKeepsTheFirstTime() {
		tell("agent1", note("VPN").to(id("agent2")));
		String id = onlyOne("agent2").path("id").asText();
		String readAt = mark("agent2", id, true).path("read_at").asText();
		assertThat(readAt).isNotEmpty();
		assertThat(mark("agent2", id, true).path("read_at").asText()).isEqualTo(readAt);
		assertThat(mark("agent2", id, false).path("is_read").asBoolean()).isFalse();
		assertThat(api("agent2").get(NOTIFICATIONS + "/" + id).data().path("read_at").isNull()).isTrue();
		assertThat(refusal(api("agent2").patchRaw(NOTIFICATIONS + "/" + id, "{}")))
			.isEqualTo("400 VALIDATION_FAILED is_read=required");
	}

	@Test
	void marksEverythingOfItsOwnerAsRead() {
		tell("agent1", note("A").to(List.of(id("agent2"), id("manager"))));
		tell("agent1", note("B").to(id("agent2")));
		assertThat(api("agent2").post(NOTIFICATIONS + "/read-all").data().path("count").asInt()).isEqualTo(2);
		assertThat(unread("agent2")).isZero();
		assertThat(unread("manager")).isEqualTo(1);
	}

	@Test
	void letsTwoReadAtOnce() throws Exception {
		for (int i = 0; i < 20; i++) {
			tell("agent1", note("VPN").to(id("agent2")));
		}
		String id = api("agent2").get(NOTIFICATIONS).data().path(0).path("id").asText();
		Api agent = api("agent2");
		Callable<Answer> one = () -> agent.patch(NOTIFICATIONS + "/" + id, "is_read", true);
		Callable<Answer> all = () -> agent.post(NOTIFICATIONS + "/read-all");
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			for (Future<Answer> answer : threads.invokeAll(List.of(one, all, all, one))) {
				assertThat(answer.get().status()).isEqualTo(200);
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(unread("agent2")).isZero();
	}

	@Test
	void hidesWhatOthersWereTold() {
		tell("agent1", note("VPN").to(id("agent2")));
		String id = onlyOne("agent2").path("id").asText();
		for (String other : List.of("agent1", "admin", "other-agent", "other-admin")) {
			assertThat(api(other).get(NOTIFICATIONS).data()).isEmpty();
			assertThat(refusal(api(other).get(NOTIFICATIONS + "/" + id))).isEqualTo("404 NOT_FOUND");
			assertThat(refusal(api(other).patch(NOTIFICATIONS + "/" + id, "is_read", true))).isEqualTo("404 NOT_FOUND");
			assertThat(api(other).post(NOTIFICATIONS + "/read-all").data().path("count").asInt()).isZero();
		}
		assertThat(refusal(api("platform").get(NOTIFICATIONS))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.api.get(NOTIFICATIONS))).isEqualTo("401 UNAUTHENTICATED");
		assertThat(unread("agent2")).isEqualTo(1);
	}

	@Test
	void tellsNobodyOfAnotherTenant() {
		tell("agent1", note("VPN").to(List.of(id("other-agent"), id("agent2"))));
		assertThat(api("other-agent").get(NOTIFICATIONS).data()).isEmpty();
		assertThat(unread("agent2")).isEqualTo(1);
		this.as.user("other-agent", () -> this.transaction.executeWithoutResult(
				(status) -> assertThat(this.jdbc.queryForObject("SELECT count(*) FROM notifications", Integer.class))
					.isZero()));
	}

	@Test
	void tellsNobodyWhatHeDidHimselfUnlessAsked() {
		tell("agent1", note("VPN").to(List.of(id("agent1"), id("agent2"))));
		assertThat(unread("agent1")).isZero();
		assertThat(unread("agent2")).isEqualTo(1);
		tell("agent1", note("VPN").to(id("agent1")).evenToTheActor());
		assertThat(unread("agent1")).isEqualTo(1);
	}

	@Test
	void tellsOnceWhatIsToBeToldOnce() {
		Notice notice = note("VPN").about(TICKET).to(List.of(id("agent2"))).once("resolution-75");
		tell("agent1", notice);
		tell("agent1", notice.to(List.of(id("agent2"), id("manager"))));
		assertThat(unread("agent2")).isEqualTo(1);
		assertThat(unread("manager")).isEqualTo(1);
		tell("agent1", notice.once("resolution-90"));
		tell("agent1", notice.about(new TicketRef(UUID.randomUUID(), "incident", "INC0000124")));
		assertThat(unread("agent2")).isEqualTo(3);
	}

	@Test
	void tellsOnceEvenWhenToldAtOnce() throws Exception {
		Notice notice = note("VPN").to(List.of(id("agent2"), id("manager"), id("network1"))).once("at once");
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Callable<Boolean> telling = () -> {
				tell("agent1", notice);
				return true;
			};
			for (Future<Boolean> told : threads.invokeAll(List.of(telling, telling, telling, telling))) {
				assertThat(told.get()).isTrue();
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(List.of(unread("agent2"), unread("manager"), unread("network1"))).containsExactly(1, 1, 1);
	}

	@Test
	void tellsNothingToTheDeactivated() {
		String leaver = newUser("ja");
		api("admin").patch("/users/" + leaver, "is_active", false);
		tell("agent1", note("VPN").to(UUID.fromString(leaver)));
		assertThat(count(leaver)).isZero();
	}

	@Test
	void speaksTheLanguageOfEachRecipient() {
		String english = newUser("en");
		tell("agent1", note("VPN").to(List.of(UUID.fromString(english), id("agent2"))));
		assertThat(onlyOne("agent2").path("title").asText()).isEqualTo("返信がありました：VPN");
		assertThat(titles(english)).containsExactly("New reply: VPN");
	}

	@Test
	void forgetsWhatIsRolledBack() {
		this.as.user("agent1", () -> this.transaction.executeWithoutResult((status) -> {
			this.notifications.tell(note("VPN").to(id("agent2")));
			status.setRollbackOnly();
		}));
		assertThat(unread("agent2")).isZero();
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.notifications.tell(note("VPN").to(id("agent2"))));
	}

	@Test
	void forgetsAfter90Days() {
		tell("agent1", note("今日").to(id("agent2")));
		tell("agent1", note("昔").to(id("agent2")));
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc
			.update("UPDATE notifications SET created_at = now() - interval '91 days' WHERE title LIKE '%昔'")));
		this.retention.purge();
		assertThat(onlyOne("agent2").path("title").asText()).endsWith("今日");
	}

	@Test
	void letsEverybodyChooseWhatComesByMail() {
		JsonNode usual = api("cab1").get(NOTIFICATIONS + "/preferences").data();
		assertThat(words(usual.path("by_mail"))).contains("sla.breach", "ticket.assigned", "ticket.event")
			.doesNotContain("ticket.work_note");
		assertThat(each(usual.path("kinds"), "kind")).contains("sla.warning", "sla.breach");
		assertThat(each(usual.path("kinds"), "name")).contains("A ticket was assigned to me");
		Answer chosen = api("cab1").put(NOTIFICATIONS + "/preferences", "by_mail",
				List.of("sla.warning", "ticket.note"));
		assertThat(words(chosen.data().path("by_mail"))).containsExactlyInAnyOrder("sla.warning", "ticket.note");
		assertThat(words(api("cab1").get(NOTIFICATIONS + "/preferences").data().path("by_mail")))
			.containsExactlyInAnyOrder("sla.warning", "ticket.note");
		assertThat(words(api("cab2").get(NOTIFICATIONS + "/preferences").data().path("by_mail")))
			.contains("sla.breach");
		assertThat(refusal(api("cab1").put(NOTIFICATIONS + "/preferences", "by_mail", List.of("tea.ready"))))
			.isEqualTo("400 VALIDATION_FAILED by_mail=not_a_choice");
		assertThat(refusal(api("platform").put(NOTIFICATIONS + "/preferences", "by_mail", List.of())))
			.isEqualTo("403 FORBIDDEN");
	}

	private static Notice note(String title) {
		return Notice.of("ticket.note", title, "鈴木", "できました");
	}

	private void tell(String actor, Notice notice) {
		this.as.user(actor, () -> this.transaction.executeWithoutResult((status) -> this.notifications.tell(notice)));
	}

	private UUID id(String username) {
		return this.as.caller(username).userId();
	}

	private Api api(String username) {
		return this.api.as(username);
	}

	private String newUser(String locale) {
		String name = "u" + UUID.randomUUID();
		return api("admin")
			.post("/users", "username", name, "email", name + "@demo.example", "first_name", "a", "last_name", "b",
					"locale", locale)
			.data()
			.path("id")
			.asText();
	}

	private int unread(String username) {
		return api(username).get(NOTIFICATIONS + "/unread-count").data().path("count").asInt();
	}

	private JsonNode onlyOne(String username) {
		JsonNode all = api(username).get(NOTIFICATIONS).data();
		assertThat(all).hasSize(1);
		return all.path(0);
	}

	private JsonNode mark(String username, String id, boolean read) {
		Answer answer = api(username).patch(NOTIFICATIONS + "/" + id, "is_read", read);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private int count(String user) {
		return titles(user).size();
	}

	private List<String> titles(String user) {
		return this.as.user("admin", () -> this.transaction.execute((status) -> this.jdbc
			.queryForList("SELECT title FROM notifications WHERE user_id = ?", String.class, UUID.fromString(user))));
	}

	private static Set<String> words(JsonNode list) {
		return Stream.iterate(0, (i) -> i < list.size(), (i) -> i + 1)
			.map((i) -> list.path(i).asText())
			.collect(Collectors.toSet());
	}

}
