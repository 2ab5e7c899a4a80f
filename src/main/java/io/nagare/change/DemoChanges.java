package io.nagare.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.action.TicketActions;

/**
 * Changes in every state, one of them stopped by a freeze, brought there by the demo's
 * people through the same actions that users have.
 */
@Component
@Profile("demo")
@Order(30)
class DemoChanges implements ApplicationRunner {

	private final DemoPeople people;

	private final ChangeRepository changes;

	private final TicketService service;

	private final DemoChangePolicies policies;

	private final TicketActions actions;

	private final Cmdb cmdb;

	private final Instant today;

	DemoChanges(DemoPeople people, ChangeRepository changes, TicketService service, DemoChangePolicies policies,
			TicketActions actions, Cmdb cmdb, Clock clock) {
		this.people = people;
		this.changes = changes;
		this.service = service;
		this.policies = policies;
		this.actions = actions;
		this.cmdb = cmdb;
		this.today = clock.instant().truncatedTo(ChronoUnit.HOURS);
	}

	/** Only into an empty tenant: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		if (this.people.as("manager", this.changes::count) == 0) {
			seed();
		}
	}

	/** Makes them all, whatever is there. */
	void seed() {
		this.policies.seatBoards();
		request("agent1", "ファイルサーバーの容量追加 / More space on the file server", in(10), "ファイルサーバー file01");

		UUID firmware = request("network1", "コアスイッチのファームウェア更新 / Core switch firmware", in(12), "本社コアスイッチ");
		perform("network1", firmware, "submit", Map.of());

		UUID vpn = voted("VPNゲートウェイの交換 / Replace the VPN gateway", in(14), "本社VPNゲートウェイ");
		perform("cab1", vpn, "vote", Map.of("vote", "approve"));

		UUID portal = assessed("社内ポータルの更新 / Update of the intranet", in(5), "社内ポータル");
		perform("agent2", portal, "reschedule", window(in(6)));

		stoppedByFreeze();

		UUID access = assessed("無線アクセスポイントの増設 / More wireless access points", now(), "本社3階無線アクセスポイント");
		perform("network1", access, "start", Map.of());

		UUID attendance = emergency("勤怠サーバーの緊急パッチ / Emergency patch of the attendance server");
		perform("network1", attendance, "start", Map.of());
		perform("network1", attendance, "finish", Map.of("outcome", "successful"));

		UUID test = assessed("検証サーバーのOS更新 / System update of the test server", now(), "検証サーバー test01");
		perform("network1", test, "start", Map.of());
		perform("network1", test, "finish", Map.of("outcome", "successful"));
		perform("agent2", test, "close", Map.of("review", "手順どおりに完了した。 / Done as planned."));

		UUID router = request("agent1", "大阪支社ルーターの設定変更 / New settings of the Osaka router", in(8), "大阪支社ルーター");
		perform("agent1", router, "submit", Map.of());
		perform("agent2", router, "assess",
				Map.of("decision", "reject", "reason", "更改計画に含まれる / Part of the replacement already"));

		UUID moved = request("agent1", "会議室予約の移行 / Move of the room booking", in(9), "社内ポータル");
		perform("agent1", moved, "cancel", Map.of("reason", "来期に延期 / Postponed to next term"));

		standardChange();
	}

	/** Approved, but a freeze was declared while the board voted. */
	private void stoppedByFreeze() {
		UUID sales = voted("販売管理データベースの移行 / Move of the sales database", in(20), "販売管理データベース");
		UUID database = item("販売管理データベース");
		this.policies.freeze("決算期の変更凍結 / Freeze at the end of the term", Map.of("starts_at", in(18).toString(),
				"ends_at", in(25).toString(), "scope", "ci", "ci_id", database, "hard", true));
		perform("cab1", sales, "vote", Map.of("vote", "approve"));
		perform("cab3", sales, "vote", Map.of("vote", "approve"));
		this.policies.freeze("月末の勤怠締め / Month-end of the attendance system",
				Map.of("starts_at", "2026-01-31T00:00:00+09:00", "ends_at", "2026-02-01T00:00:00+09:00", "rrule",
						"FREQ=MONTHLY;BYMONTHDAY=-1", "scope", "service", "ci_id", item("勤怠システム"), "hard", false));
	}

	private void standardChange() {
		UUID model = this.policies.certificateModel();
		UUID certificate = request("agent2", "ポータルの証明書更新 / Certificate of the intranet", in(4), "社内ポータル", "type",
				Change.STANDARD, "model_id", model, "implementation_plan", null, "backout_plan", null, "test_plan",
				null);
		perform("agent2", certificate, "submit", Map.of());
	}

	private UUID emergency(String title) {
		UUID id = request("agent1", title, now(), "勤怠サーバー kintai01", "type", Change.EMERGENCY);
		perform("agent1", id, "submit", Map.of());
		perform("agent2", id, "assess", Map.of("decision", "approve"));
		perform("cab1", id, "vote", Map.of("vote", "approve"));
		perform("cab2", id, "vote", Map.of("vote", "approve"));
		return id;
	}

	/** Risky enough for the board. */
	private UUID voted(String title, Instant start, String item) {
		UUID id = request("network1", title, start, item, "risk_answers",
				Map.of("backout_tested", false, "rehearsed", false, "team_experience", "none"));
		perform("network1", id, "submit", Map.of());
		perform("agent2", id, "assess", Map.of("decision", "approve"));
		return id;
	}

	private UUID assessed(String title, Instant start, String item) {
		UUID id = request("agent1", title, start, item);
		perform("agent1", id, "submit", Map.of());
		perform("agent2", id, "assess", Map.of("decision", "approve"));
		return id;
	}

	private UUID request(String reporter, String title, Instant start, String item, @Nullable Object... more) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>(window(start));
		fields.put("title", title);
		fields.put("reason", "利用者の要望 / Asked for by users");
		fields.put("ci_ids", List.of(item(item)));
		fields.put("implementation_plan", "手順書に従って切り替える。 / Switch over by the manual.");
		fields.put("backout_plan", "元の構成に戻す。 / Go back to the former configuration.");
		fields.put("test_plan", "利用者の操作を一通り試す。 / Try what users do.");
		fields.put("risk_answers", Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"));
		fields.put("implementer_id", this.people.idOf("network1"));
		fields.put("tasks", List.of(Map.of("title", "切替 / Switch over", "assignee_id", this.people.idOf("network1"))));
		for (int i = 0; i < more.length; i += 2) {
			fields.put(String.valueOf(more[i]), more[i + 1]);
		}
		if (start.equals(now())) {
			// nobody carries out two changes at once, and a change ends with its steps
			fields.remove("implementer_id");
			fields.remove("tasks");
		}
		return this.people.as(reporter, () -> this.service.report(Change.KIND, fields));
	}

	private static Map<String, Object> window(Instant start) {
		return Map.of("planned_start", start.toString(), "planned_end", start.plus(Duration.ofHours(4)).toString());
	}

	/** So many days from now, late in the evening in Tokyo. */
	private Instant in(int days) {
		return this.today.truncatedTo(ChronoUnit.DAYS).plus(days, ChronoUnit.DAYS).plus(Duration.ofHours(13));
	}

	private Instant now() {
		return this.today;
	}

	private UUID item(String name) {
		return this.people
			.as("manager", () -> this.cmdb.search(name, null, PageQuery.of(1, null, null, null, List.of())))
			.items()
			.stream()
			.filter((item) -> item.name().equals(name))
			.findFirst()
			.orElseThrow()
			.id();
	}

	private void perform(String username, UUID change, String action, Map<String, Object> fields) {
		this.people.as(username, () -> {
			this.actions.perform(change, action, fields, IfMatch.ANY);
			return true;
		});
	}

}
