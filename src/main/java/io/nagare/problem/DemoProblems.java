package io.nagare.problem;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
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
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Category;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;
import io.nagare.problem.cause.Causes;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.TicketService;

/**
 * Problems in every state, brought there by the demo's people through the same actions
 * that users have. After the changes, which come into an empty tenant only: one problem
 * asks for a change of its own.
 */
@Component
@Profile("demo")
@Order(40)
class DemoProblems implements ApplicationRunner {

	private static final String FIRST = "ファイル共有が月初に遅い / File sharing is slow at the beginning of the month";

	private final DemoPeople people;

	private final ProblemRepository problems;

	private final TicketService service;

	private final TicketActions actions;

	private final Directory directory;

	private final Cmdb cmdb;

	private final Causes causes;

	DemoProblems(DemoPeople people, ProblemRepository problems, TicketService service, TicketActions actions,
			Directory directory, Cmdb cmdb, Causes causes) {
		this.people = people;
		this.problems = problems;
		this.service = service;
		this.actions = actions;
		this.directory = directory;
		this.cmdb = cmdb;
		this.causes = causes;
	}

	/**
	 * Only once: what its people made of the demo stays as it is. The tenant need not be
	 * empty, since the demo's major incident has opened a problem by itself.
	 */
	@Override
	public void run(ApplicationArguments args) {
		if (!this.people.as("manager", () -> this.problems.existsByTitle(FIRST))) {
			seed();
		}
	}

	private void seed() {
		report(FIRST, "low", null, "ファイル共有");

		UUID printers = report("プリンターの紙詰まりが多い / Printers jam often", "low", "プリンター", null);
		perform("agent1", printers, "assess", Map.of());

		UUID vpn = report("VPNが毎朝切れる / VPN drops every morning", "high", "VPN", "本社VPNゲートウェイ");
		perform("network1", vpn, "assess", Map.of());
		perform("network1", vpn, "analyse", Map.of());
		perform("network1", vpn, "publish-workaround", Map.of("symptom", "9時ごろ一斉に切断される / All drop at about nine",
				"workaround", "一度切断してつなぎ直す / Disconnect and connect again"));

		because(vpn, "people", "手順書が古く、再接続の方法を知らない");
		because(vpn, "equipment", "ゲートウェイの同時接続数が上限に近い");
		because(vpn, "software", "クライアントの再認証が9時に集中する");
		because(vpn, "environment", "始業時刻に利用が集中する");
		because(vpn, "supplier", "回線の保守時間が8時台に重なる");

		UUID mail = report("メールの遅延が続く / Mail keeps being late", "high", "送受信", "メールサーバー mail01");
		fix("agent2", mail, "受信キューの上限に達する / The queue of incoming mail is full", "capacity");

		UUID sales = report("販売管理が週末に遅くなる / The sales system gets slow at weekends", "medium", null, "販売管理データベース");
		fix("network1", sales, "索引が断片化している / Its indexes are fragmented", "capacity");
		perform("network1", sales, "raise-change", Map.of("title", "索引を作り直す / Rebuild the indexes"));

		UUID attendance = report("勤怠システムが月末に止まる / The attendance system stops at the end of the month", "medium", null,
				"勤怠システム");
		fix("agent1", attendance, "一括集計が長時間ロックする / The monthly batch holds its locks for long", "defect");
		perform("agent1", attendance, "accept-risk", Map.of("reason", "来期に更改予定 / Replaced next year", "review_date",
				LocalDate.now(ZoneOffset.UTC).plusMonths(3).toString()));
		perform("manager", attendance, "approve-risk", Map.of());

		UUID portal = report("社内ポータルの検索が失敗する / Search in the portal fails", "low", null, "社内ポータル");
		fix("agent2", portal, "索引の再作成が止まっていた / The index was not rebuilt any more", "configuration");
		perform("agent2", portal, "resolve", Map.of("resolution", "毎晩再作成する / It is rebuilt every night"));

		UUID wireless = report("3階の無線LANが切れる / Wireless LAN drops on the third floor", "medium", null,
				"本社3階無線アクセスポイント");
		fix("network1", wireless, "チャネルが隣と重なる / Its channel overlaps with the neighbour's", "configuration");
		perform("network1", wireless, "resolve", Map.of("resolution", "チャネルを変えた / Another channel"));
		perform("network1", wireless, "close", Map.of());

		UUID again = report("朝にVPNが切断される / VPN is cut in the morning", "medium", "VPN", null);
		perform("network1", again, "duplicate", Map.of("duplicate_of", vpn.toString()));

		UUID nothing = report("電子印の色が薄い / The digital seal looks pale", "low", null, null);
		perform("agent1", nothing, "cancel", Map.of("reason", "仕様どおり / As designed"));
	}

	private void because(UUID problem, String kind, String statement) {
		this.people.as("network1", () -> this.causes.add(problem.toString(), null, kind, statement, IfMatch.ANY));
	}

	private void fix(String username, UUID problem, String cause, String code) {
		perform(username, problem, "assess", Map.of());
		perform(username, problem, "analyse", Map.of());
		perform(username, problem, "record-cause", Map.of("root_cause", cause, "cause_code", code));
	}

	private UUID report(String title, String priority, @Nullable String category, @Nullable String item) {
		return this.people.as("agent1", () -> {
			Map<String, @Nullable Object> fields = new HashMap<>(Map.of("title", title, "priority", priority));
			fields.put("category_id", (category != null) ? category(category) : null);
			fields.put("ci_ids", (item != null) ? items(item) : List.of());
			return this.service.report(Problem.KIND, fields);
		});
	}

	private void perform(String username, UUID problem, String action, Map<String, Object> fields) {
		this.people.as(username, () -> {
			this.actions.perform(problem, action, fields, IfMatch.ANY);
			return true;
		});
	}

	private @Nullable UUID category(String name) {
		return this.directory.categories()
			.stream()
			.filter((category) -> category.name().equals(name))
			.map(Category::id)
			.findFirst()
			.orElse(null);
	}

	private List<UUID> items(String name) {
		return this.cmdb.search(name, null, new PageQuery(1, 1, List.of(), null))
			.items()
			.stream()
			.map(ConfigurationItem::id)
			.toList();
	}

}
