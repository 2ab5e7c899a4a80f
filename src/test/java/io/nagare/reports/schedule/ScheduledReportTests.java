package io.nagare.reports.schedule;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.notification.WithMailServer;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports that leave by mail again and again, in a tenant that the test has to itself.
 */
class ScheduledReportTests extends WithMailServer {

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	/** Far enough ahead that no holiday is in the way of what the tests say. */
	private final LocalDate monday = LocalDate.of(2027, 6, 7);

	@LocalServerPort
	private int port;

	@Autowired
	private ScheduledReportScheduler scheduler;

	@Autowired
	private TestClock clock;

	private OwnHouse house;

	private Api manager;

	private String me;

	@BeforeEach
	void moveIn() {
		this.clock.set(at(this.monday.minusDays(4), 12));
		this.house = OwnHouse.at(this.port);
		this.manager = this.house.as("manager");
		this.me = this.house.idOf("manager");
		// else people are mailed of each ticket that goes to no team
		Api admin = this.house.as("admin");
		String desk = admin.post("/teams", "name", "受付").data().path("id").asText();
		assertThat(admin.patch("/teams/" + desk, "is_default", true).status()).isEqualTo(200);
	}

	@AfterEach
	void goBackToNow() {
		this.manager.get("/scheduled-reports?limit=100")
			.data()
			.forEach((report) -> this.manager.delete("/scheduled-reports/" + report.path("id").asText()));
		this.clock.reset();
	}

	@Test
	void mailsEachOnceWhatHeMayReadHimself() throws Exception {
		Api agent = this.house.as("agent1");
		agent.report("プリンター故障");
		String secret = agent.report("役員の端末", "confidentiality", "confidential").path("incident_number").asText();
		String id = plannedId("content", "list", "kind", "incidents", "filter", "phase=open", "format", "xlsx",
				"recipient_ids", List.of(this.me, this.house.idOf("agent2")));
		assertThat(next(id)).isEqualTo(at(this.monday, 8));
		this.clock.set(at(this.monday, 8).minusSeconds(60));
		this.scheduler.sendDue();
		assertThat(mails()).isEmpty();
		this.clock.set(at(this.monday, 8).plusSeconds(1));
		AtOnce.all(3, (number) -> {
			this.scheduler.sendDue();
			return true;
		});
		this.scheduler.sendDue();
		MimeMessage mail = mailTo("manager");
		assertThat(mail.getSubject()).isEqualTo("週報");
		assertThat(letter(mail)).contains("週報", "https://nagare.example/incidents?phase=open");
		assertThat(cells(file(mail))).contains("プリンター故障", secret, "機密").doesNotContain("役員の端末");
		assertThat(cells(file(mailTo("agent2")))).contains("プリンター故障").doesNotContain(secret, "機密", "役員の端末");
		assertThat(next(id)).isEqualTo(at(this.monday.plusWeeks(1), 8));
		JsonNode mails = this.manager.get("/scheduled-reports/" + id + "/mails").data();
		assertThat(each(mails, "state")).containsExactly("sent", "sent");
		assertThat(this.house.as("admin").get("/audit?action=scheduled_report.mailed").data()).hasSize(2);
		assertThat(this.house.as("agent2").get("/scheduled-reports/" + id + "/mails").data()).hasSize(1);
	}

	@Test
	void catchesUpWithTheLatestOfThoseThatPassed() throws Exception {
		String id = plannedId();
		this.clock.set(at(this.monday.plusWeeks(2).plusDays(1), 15));
		this.scheduler.sendDue();
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).isEqualTo("週報：2027/06/14～2027/06/20");
		assertThat(each(this.manager.get("/scheduled-reports/" + id + "/mails").data(), "state"))
			.containsExactly("sent");
		assertThat(next(id)).isEqualTo(at(this.monday.plusWeeks(3), 8));
	}

	@Test
	void drawsFiguresOfThePeriodOnPaperAndInSheets() throws Exception {
		this.house.as("agent1").report("プリンター故障");
		List<Map<String, String>> cards = List.of(Map.of("figure", "reported", "by", "priority"),
				Map.of("figure", "mttr"), Map.of("figure", "backlog", "by", "age"));
		plannedId("name", "月報", "cards", cards, "repeats", "monthly", "business_day", 1);
		this.clock.set(at(LocalDate.of(2027, 7, 1), 9));
		this.scheduler.sendDue();
		MimeMessage mail = mailTo("manager");
		assertThat(mail.getSubject()).isEqualTo("月報：2027/06/01～2027/06/30");
		assertThat(fileName(mail)).isEqualTo("月報_2027-06-30.pdf");
		try (PDDocument document = Loader.loadPDF(file(mail))) {
			assertThat(new PDFTextStripper().getText(document)).contains("月報", "2027/06/01～2027/06/30", "報告", "優先度",
					"中", "算出方法", "不明");
		}
		serverIsDown();
		serverIsBack();
		this.manager.get("/scheduled-reports").data().forEach((one) -> {
			assertThat(this.manager.patch("/scheduled-reports/" + one.path("id").asText(), "format", "xlsx").status())
				.isEqualTo(200);
			assertThat(this.manager.post("/scheduled-reports/" + one.path("id").asText() + "/send").status())
				.isEqualTo(202);
		});
		this.scheduler.sendDue();
		assertThat(numbers(file(mailTo("manager")))).contains(1.0);
	}

	@Test
	void asksEachTimeWhoMayStillReadReports() {
		String agent = this.house.idOf("agent2");
		String id = plannedId("recipient_ids", List.of(this.me, agent, this.house.idOf("agent3")));
		Api admin = this.house.as("admin");
		assertThat(admin.patch("/users/" + agent, "role", "user").status()).isEqualTo(200);
		assertThat(admin.patch("/users/" + this.house.idOf("agent3"), "is_active", false).status()).isEqualTo(200);
		this.clock.set(at(this.monday, 9));
		this.scheduler.sendDue();
		for (String name : List.of("agent2", "agent3")) {
			assertThat(received(this.house.username(name) + "@house.example")).as(name).isEmpty();
		}
		assertThat(each(this.manager.get("/scheduled-reports/" + id + "/mails").data(), "state"))
			.containsExactlyInAnyOrder("sent", "refused", "refused");
	}

	@Test
	void isTakenOverByAdministratorsWhenItsOwnerHasLeft() throws Exception {
		String agent = this.house.idOf("agent2");
		String id = this.house.as("agent2")
			.post("/scheduled-reports", "name", "週報", "content", "figures", "cards",
					List.of(Map.of("figure", "reported")), "recipient_ids", List.of(this.me), "repeats", "weekly")
			.data()
			.path("id")
			.asText();
		Api admin = this.house.as("admin");
		assertThat(refusal(this.manager.get("/scheduled-reports?all=true"))).startsWith("403");
		assertThat(refusal(this.manager.post("/scheduled-reports/" + id + "/owner", "owner_id", this.me)))
			.as("who only gets it")
			.startsWith("403");
		assertThat(refusal(this.house.as("agent1").post("/scheduled-reports/" + id + "/owner", "owner_id", this.me)))
			.startsWith("404");
		assertThat(admin.patch("/users/" + agent, "is_active", false).status()).isEqualTo(200);
		JsonNode listed = admin.get("/scheduled-reports?all=true").data().path(0);
		assertThat(listed.path("id").asText()).isEqualTo(id);
		assertThat(listed.path("owner_id").asText()).isEqualTo(agent);
		assertThat(listed.path("owner_name").asText()).isNotEmpty();
		assertThat(listed.path("is_owner_active").asBoolean()).isFalse();
		assertThat(admin.get("/scheduled-reports").data()).as("none of their own").isEmpty();
		this.clock.set(at(this.monday, 9));
		this.scheduler.sendDue();
		assertThat(mails()).as("nobody vouches for it").isEmpty();
		String path = "/scheduled-reports/" + id + "/owner";
		assertThat(refusal(admin.post(path, "owner_id", agent))).endsWith("owner_id=unknown_user");
		assertThat(refusal(admin.post(path, "owner_id", this.house.idOf("reporter"))))
			.endsWith("owner_id=reads_no_reports");
		assertThat(admin.post(path, "owner_id", this.me).data().path("is_owner_active").asBoolean()).isTrue();
		this.clock.set(at(this.monday.plusWeeks(1), 9));
		this.scheduler.sendDue();
		List<String> subjects = new ArrayList<>();
		for (MimeMessage mail : received(this.house.username("manager") + "@house.example")) {
			subjects.add(mail.getSubject());
		}
		assertThat(subjects).filteredOn((subject) -> subject.startsWith("週報")).as(subjects.toString()).hasSize(1);
		assertThat(admin.delete("/scheduled-reports/" + id).status()).as("and ends it").isEqualTo(204);
		assertThat(this.manager.get("/scheduled-reports/" + id).status()).isEqualTo(404);
	}

	@Test
	void isHandedToNobodyWhoDoesNotSeeItsDashboard() {
		String dashboard = this.manager.post("/dashboards", "name", "own", "cards", List.of(Map.of("figure", "mttr")))
			.data()
			.path("id")
			.asText();
		String id = plannedId("content", "dashboard", "dashboard_id", dashboard, "cards", List.of());
		assertThat(refusal(
				this.manager.post("/scheduled-reports/" + id + "/owner", "owner_id", this.house.idOf("agent1"))))
			.endsWith("owner_id=dashboard_unseen");
	}

	@Test
	void waitsForAServerThatIsAway() throws Exception {
		String id = plannedId();
		serverIsDown();
		this.clock.set(at(this.monday, 9));
		this.scheduler.sendDue();
		assertThat(each(this.manager.get("/scheduled-reports/" + id + "/mails").data(), "state"))
			.containsExactly("due");
		serverIsBack();
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).startsWith("週報");
	}

	@Test
	void pausesAndMakesUpForNothingThatPassed() {
		String id = plannedId();
		assertThat(change(id, "is_active", false).path("next_at").isNull()).isTrue();
		this.clock.set(at(this.monday, 9));
		this.scheduler.sendDue();
		change(id, "is_active", true);
		this.scheduler.sendDue();
		assertThat(mails()).isEmpty();
		assertThat(next(id)).isEqualTo(at(this.monday.plusWeeks(1), 8));
	}

	@Test
	void goesByTheBusinessCalendar() {
		// 2027-07-19 is a holiday (海の日)
		String id = plannedId();
		this.clock.set(at(LocalDate.of(2027, 7, 13), 9));
		this.scheduler.sendDue();
		assertThat(next(id)).isEqualTo(at(LocalDate.of(2027, 7, 20), 8));
		String version = this.manager.get("/scheduled-reports/" + id).header("ETag");
		this.clock.set(at(LocalDate.of(2027, 7, 13), 15));
		this.scheduler.planAnew();
		assertThat(this.manager.get("/scheduled-reports/" + id).header("ETag")).as("nothing changed")
			.isEqualTo(version);
		change(id, "when_closed", "skip");
		assertThat(next(id)).isEqualTo(at(LocalDate.of(2027, 7, 26), 8));
		change(id, "repeats", "monthly", "business_day", -1, "time_of_day", "17:30");
		assertThat(next(id)).isEqualTo(LocalDate.of(2027, 7, 30).atTime(17, 30).atZone(TOKYO).toInstant());
	}

	@Test
	void tellsOfEachDayOnceThoughAHolidayMovesTheMail() throws Exception {
		plannedId();
		this.clock.set(at(LocalDate.of(2027, 7, 20), 9));
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).isEqualTo("週報：2027/07/12～2027/07/18");
		serverIsDown();
		serverIsBack();
		this.clock.set(at(LocalDate.of(2027, 7, 26), 9));
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).isEqualTo("週報：2027/07/19～2027/07/25");
	}

	@Test
	void tellsOfEachDayOnceThoughAMailIsEarlyOrLeftOut() throws Exception {
		String id = plannedId();
		change(id, "when_closed", "previous");
		// for Monday, 2027-07-19, which is a holiday
		this.clock.set(at(LocalDate.of(2027, 7, 16), 9));
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).isEqualTo("週報：2027/07/12～2027/07/15");
		serverIsDown();
		serverIsBack();
		this.clock.set(at(LocalDate.of(2027, 7, 26), 9));
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).isEqualTo("週報：2027/07/16～2027/07/25");
		serverIsDown();
		serverIsBack();
		change(id, "when_closed", "skip");
		// after 2027-09-20, 敬老の日
		this.clock.set(at(LocalDate.of(2027, 9, 27), 9));
		this.scheduler.sendDue();
		assertThat(mailTo("manager").getSubject()).isEqualTo("週報：2027/09/13～2027/09/26");
	}

	@Test
	void sendsNowToWhoAsksAlone() throws Exception {
		String id = plannedId("recipient_ids", List.of(this.me, this.house.idOf("agent2")));
		Api agent = this.house.as("agent2");
		assertThat(agent.post("/scheduled-reports/" + id + "/send").status()).isEqualTo(202);
		assertThat(refusal(agent.post("/scheduled-reports/" + id + "/send"))).startsWith("409 CONFLICT");
		this.scheduler.sendDue();
		assertThat(mails()).hasSize(1);
		assertThat(mailTo("agent2").getSubject()).isEqualTo("週報：2027/05/27～2027/06/02");
		assertThat(next(id)).isEqualTo(at(this.monday, 8));
	}

	@Test
	void isSeenByWhoPlannedOrGetsItAndLeftByHim() {
		String id = plannedId("recipient_ids", List.of(this.house.idOf("agent2")));
		Api agent = this.house.as("agent2");
		assertThat(agent.get("/scheduled-reports").data()).hasSize(1);
		assertThat(this.house.as("agent1").get("/scheduled-reports").data()).isEmpty();
		assertThat(refusal(this.house.as("agent1").get("/scheduled-reports/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.house.as("agent1").post("/scheduled-reports/" + id + "/send")))
			.isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.house.as("reporter").get("/scheduled-reports"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(agent.patch("/scheduled-reports/" + id, "name", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(agent.delete("/scheduled-reports/" + id))).isEqualTo("403 FORBIDDEN");
		assertThat(agent.post("/scheduled-reports/" + id + "/leave").status()).isEqualTo(204);
		assertThat(agent.get("/scheduled-reports").data()).isEmpty();
		JsonNode left = this.manager.get("/scheduled-reports/" + id).data();
		assertThat(left.path("is_active").asBoolean()).isFalse();
		assertThat(left.path("recipient_ids")).isEmpty();
	}

	@Test
	void showsADashboardAsItsOwnerSeesIt() throws Exception {
		String board = this.manager
			.post("/dashboards", "name", "自分の", "cards", List.of(Map.of("figure", "backlog", "by", "team")))
			.data()
			.path("id")
			.asText();
		assertThat(refusal(this.house.as("agent1")
			.post("/scheduled-reports", "name", "x", "content", "dashboard", "dashboard_id", board, "repeats", "weekly",
					"recipient_ids", List.of(this.me))))
			.startsWith("400 VALIDATION_FAILED dashboard_id=");
		String id = plannedId("content", "dashboard", "cards", List.of(), "dashboard_id", board, "recipient_ids",
				List.of(this.house.idOf("agent2")));
		this.clock.set(at(this.monday, 9));
		this.scheduler.sendDue();
		assertThat(letter(mailTo("agent2"))).contains("https://nagare.example/figures?show=" + board);
		assertThat(this.manager.delete("/dashboards/" + board).status()).isEqualTo(204);
		this.clock.set(at(this.monday.plusWeeks(1), 9));
		this.scheduler.sendDue();
		assertThat(each(this.manager.get("/scheduled-reports/" + id + "/mails").data(), "state"))
			.containsExactly("refused", "sent");
		assertThat(each(this.manager.get("/notifications").data(), "title")).containsOnlyOnce("送信できませんでした：週報");
	}

	/** Nobody else would know that it is needed no more, or missed. */
	@Test
	void tellsAdministratorsAndRecipientsOfWhatNobodyAnswersForAnyMore() {
		String leaver = this.house.idOf("agent1");
		Answer planned = this.house.as("agent1")
			.post("/scheduled-reports", "name", "月報", "content", "figures", "cards",
					List.of(Map.of("figure", "reported")), "repeats", "weekly", "weekday", "monday", "recipient_ids",
					List.of(this.me));
		assertThat(planned.status()).as(planned.body()).isEqualTo(201);
		assertThat(this.house.as("admin").patch("/users/" + leaver, "is_active", false).status()).isEqualTo(200);
		this.clock.set(at(this.monday, 9));
		this.scheduler.sendDue();
		this.scheduler.sendDue();
		for (String name : List.of("admin", "manager")) {
			assertThat(each(this.house.as(name).get("/notifications").data(), "title")).as(name)
				.containsOnlyOnce("送信できませんでした：月報");
		}
		String report = "/scheduled-reports/" + planned.data().path("id").asText();
		assertThat(this.manager.post(report + "/leave").status()).isEqualTo(204);
	}

	@Test
	void refusesWhatCannotBeMailed() {
		assertThat(refusal(planned("recipient_ids", List.of(this.house.idOf("reporter")))))
			.startsWith("400 VALIDATION_FAILED recipient_ids[0]=");
		assertThat(refusal(planned("recipient_ids", List.of()))).startsWith("400 VALIDATION_FAILED recipient_ids=");
		assertThat(refusal(planned("filter", "phase=open"))).isEqualTo("400 VALIDATION_FAILED filter=not_for_choice");
		assertThat(refusal(planned("business_day", 1))).isEqualTo("400 VALIDATION_FAILED business_day=not_for_choice");
		assertThat(refusal(planned("cards", List.of(Map.of("figure", "nonsense")))))
			.startsWith("400 VALIDATION_FAILED cards[0].figure=");
		assertThat(refusal(planned("cards", List.of()))).startsWith("400 VALIDATION_FAILED cards=");
		assertThat(refusal(planned("calendar", "none"))).startsWith("400 VALIDATION_FAILED calendar=");
		assertThat(refusal(planned("content", "list", "kind", "x"))).startsWith("400 VALIDATION_FAILED kind=");
		assertThat(refusal(planned("content", "list", "kind", "incidents", "filter", "nonsense=1")))
			.startsWith("400 VALIDATION_FAILED filter=");
		assertThat(refusal(this.manager.post("/scheduled-reports", "name", "x")))
			.startsWith("400 VALIDATION_FAILED content=")
			.contains("recipient_ids=", "repeats=");
	}

	private static Instant at(LocalDate day, int hour) {
		return day.atTime(hour, 0).atZone(TOKYO).toInstant();
	}

	/** Each Monday at eight, with one figure. */
	/** A weekly report of figures, unless more is said. */
	private Answer planned(Object... more) {
		Map<String, Object> fields = new LinkedHashMap<>(
				Map.of("name", "週報", "content", "figures", "recipient_ids", List.of(this.me), "repeats", "weekly"));
		for (int at = 0; at < more.length; at += 2) {
			fields.put(more[at].toString(), more[at + 1]);
		}
		if ("figures".equals(fields.get("content"))) {
			fields.putIfAbsent("cards", List.of(Map.of("figure", "reported")));
		}
		if ("weekly".equals(fields.get("repeats"))) {
			fields.putIfAbsent("weekday", "monday");
		}
		return this.manager.post("/scheduled-reports",
				fields.entrySet().stream().flatMap((field) -> Stream.of(field.getKey(), field.getValue())).toArray());
	}

	private String plannedId(Object... more) {
		Answer answer = planned(more);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private JsonNode change(String id, Object... fields) {
		Answer answer = this.manager.patch("/scheduled-reports/" + id, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private Instant next(String id) {
		return Instant.parse(this.manager.get("/scheduled-reports/" + id).data().path("next_at").asText());
	}

	/** The one mail that he got. */
	private MimeMessage mailTo(String name) {
		return onlyMailTo(this.house.username(name) + "@house.example");
	}

	/** To people of this tenant; others may be mailed meanwhile. */
	private List<MimeMessage> mails() {
		return received(this.house.username("") + "@house.example");
	}

	private static String letter(MimeMessage mail) throws MessagingException, IOException {
		Multipart written = (Multipart) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
		return (String) written.getBodyPart(0).getContent();
	}

	private static byte[] file(MimeMessage mail) throws MessagingException, IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		attached(mail).getInputStream().transferTo(out);
		return out.toByteArray();
	}

	private static String fileName(MimeMessage mail) throws MessagingException, IOException {
		return MimeUtility.decodeText(attached(mail).getFileName());
	}

	private static BodyPart attached(MimeMessage mail) throws MessagingException, IOException {
		return ((Multipart) mail.getContent()).getBodyPart(1);
	}

	private static String cells(byte[] sheet) {
		return read(sheet).stream().map(Cell::getText).toList().toString();
	}

	private static List<Double> numbers(byte[] sheet) {
		return read(sheet).stream()
			.filter((cell) -> cell.getType() == CellType.NUMBER)
			.map((cell) -> cell.asNumber().doubleValue())
			.toList();
	}

	private static List<Cell> read(byte[] sheet) {
		try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(sheet));
				Stream<Row> rows = book.getFirstSheet().openStream()) {
			return rows.flatMap((row) -> row.stream()).filter(Objects::nonNull).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
