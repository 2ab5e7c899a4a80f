package io.nagare.incident;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.directory.Category;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.TicketService;
import io.nagare.vendor.Suppliers;

/**
 * Incidents in every state, brought there by the demo's people through the same actions
 * that users have. After the people and the configuration items.
 */
@Component
@Profile("demo")
@Order(20)
class DemoIncidents implements ApplicationRunner {

	private final DemoPeople people;

	private final IncidentRepository incidents;

	private final TicketService service;

	private final TicketActions actions;

	private final Directory directory;

	private final Suppliers suppliers;

	DemoIncidents(DemoPeople people, IncidentRepository incidents, TicketService service, TicketActions actions,
			Directory directory, Suppliers suppliers) {
		this.people = people;
		this.incidents = incidents;
		this.service = service;
		this.actions = actions;
		this.directory = directory;
		this.suppliers = suppliers;
	}

	/** Only into an empty tenant: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		if (this.people.as("manager", this.incidents::count) == 0) {
			seed();
		}
	}

	/** Makes them all, whatever is there. */
	void seed() {
		report("reporter1", "会議室の予約画面が開かない / The room booking page does not open", "low", null);
		report("reporter1", "3階のプリンターで紙が詰まる / Paper jam in the printer on the third floor", "low", "プリンター");

		UUID vpn = report("reporter1", "在宅勤務のVPNにつながらない / VPN for working from home does not connect", "high", "VPN");
		perform("network1", vpn, "start", Map.of());
		perform("network1", vpn, "add-task", Map.of("title", "利用者に代わりの接続方法を案内する / Tell users another way to connect",
				"team_id", team("network1", "Service Desk")));

		UUID macro = report("reporter1", "表計算のマクロが動かない / A spreadsheet macro does not run", "medium", "オフィスソフト");
		perform("agent1", macro, "start", Map.of());
		perform("agent1", macro, "hold", Map.of("hold_reason", Incident.AWAITING_CALLER, "comment",
				"表示されたメッセージを教えてください。 / Which message do you see?"));

		UUID line = report("reporter2", "大阪支社の回線が頻繁に切れる / The line of the Osaka branch breaks often", "medium",
				"インターネット接続");
		perform("network1", line, "start", Map.of());
		perform("network1", line, "hold", awaitingSupplier());

		UUID locked = report("reporter2", "パスワードを忘れた / Forgotten password", "medium", "パスワード");
		perform("agent2", locked, "start", Map.of());
		perform("agent2", locked, "resolve", resolution("仮パスワードを渡した。 / Handed out a temporary password.", "fixed"));

		UUID spam = report("reporter1", "取引先のメールが迷惑メールに入る / A partner's mail is treated as spam", "low", "迷惑メール");
		perform("agent1", spam, "start", Map.of());
		perform("agent1", spam, "resolve", resolution("送信元を許可した。 / Allowed the sender's domain.", "fixed"));
		perform("reporter1", spam, "confirm", Map.of());

		UUID again = report("reporter2", "社外からVPNに入れない / No VPN from outside the office", "high", "VPN");
		perform("network1", again, "cancel",
				Map.of("reason", "同じ障害の報告 / The same outage", "duplicate_of", vpn.toString()));

		this.people.as("reporter2",
				() -> this.service.report(Incident.KIND,
						Map.of("title", "役員会の資料が誤って共有された / Board papers were shared by mistake", "priority", "high",
								"category_id", category("情報漏えい"), "confidentiality", "confidential")));

		UUID mail = report("reporter1", "全社でメールが送受信できない / No mail in the whole company", "critical", "送受信");
		perform("agent1", mail, "start", Map.of());
		perform("agent1", mail, "declare-major", Map.of("reason", "全社員に影響 / Everybody is concerned"));
		perform("manager", mail, "accept-major", Map.of("reason", "業務が止まっている / Business has stopped"));

		UUID sales = report("reporter2", "販売管理システムが遅い / The sales system is slow", "high", "業務アプリケーション");
		perform("agent2", sales, "start", Map.of());
		perform("agent2", sales, "declare-major", Map.of("reason", "受注が滞っている / Orders are piling up"));
	}

	/**
	 * The first one that something may be asked of; nobody in particular where there is
	 * none.
	 */
	private Map<String, Object> awaitingSupplier() {
		Map<String, Object> fields = new HashMap<>(Map.of("hold_reason", Incident.AWAITING_VENDOR));
		this.people.as("network1", this.suppliers::active)
			.stream()
			.findFirst()
			.ifPresent((supplier) -> fields
				.putAll(Map.of("supplier_id", supplier.id().toString(), "vendor_reference", "AK-88213")));
		return fields;
	}

	private UUID report(String reporter, String title, String priority, @Nullable String category) {
		Map<String, Object> fields = new HashMap<>(Map.of("title", title, "priority", priority));
		return this.people.as(reporter, () -> {
			if (category != null) {
				fields.put("category_id", category(category));
			}
			return this.service.report(Incident.KIND, fields);
		});
	}

	private void perform(String username, UUID incident, String action, Map<String, Object> fields) {
		this.people.as(username, () -> {
			this.actions.perform(incident, action, fields, IfMatch.ANY);
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

	private String team(String username, String name) {
		return this.people.as(username, () -> this.directory.teamByName(name).orElseThrow().id().toString());
	}

	private static Map<String, Object> resolution(String text, String code) {
		return Map.of("resolution", text, "resolution_code", code);
	}

}
