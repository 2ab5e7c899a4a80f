package io.nagare.cmdb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.nagare.directory.Place;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.cmdb.type.CiFacts;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.Transactions;

import static io.nagare.cmdb.CiRelationType.CONNECTS_TO;
import static io.nagare.cmdb.CiRelationType.DEPENDS_ON;
import static io.nagare.cmdb.CiRelationType.PART_OF;
import static io.nagare.cmdb.CiRelationType.RUNS_ON;

/** The configuration items of the contract's demo, and how they hang together. */
@Component
@Profile({ "demo", "test" })
public class DemoItems {

	private static final List<Item> ITEMS = List.of(
			new Item("service", "社内メール", 1, "電子メールと予定表 / Company e-mail and calendar"),
			new Item("service", "認証基盤", 1, "全システム共通のサインイン / Single sign-on for all systems"),
			new Item("service", "販売管理システム", 1, "受注から請求まで / Sales, from order to invoice"),
			new Item("service", "勤怠システム", 2, "出退勤と休暇の申請 / Attendance and leave"),
			new Item("service", "ファイル共有", 2, "部門の共有フォルダー / Shared folders of the departments"),
			new Item("service", "社内ポータル", 3, "お知らせと社内規程 / News and company rules"),
			new Item("server", "メールサーバー mail01", 1, "社内メールのサーバー / Server of the company e-mail"),
			new Item("server", "認証サーバー auth01", 1, "認証基盤のサーバー / Server of the single sign-on"),
			new Item("server", "勤怠サーバー kintai01", 2,
					"勤怠システムのアプリケーションサーバー / Application server of the attendance system"),
			new Item("server", "ファイルサーバー file01", 2, "ファイル共有のサーバー / Server of the shared folders"),
			new Item("server", "検証サーバー test01", 4, "検証環境 / Test environment"),
			new Item("database", "販売管理データベース", 1, "販売管理システムのPostgreSQL / PostgreSQL of the sales system"),
			new Item("database", "勤怠データベース", 2, "勤怠システムのPostgreSQL / PostgreSQL of the attendance system"),
			new Item("network_device", "本社VPNゲートウェイ", 1,
					"在宅勤務の接続口 / VPN gateway at headquarters, for working from home"),
			new Item("network_device", "本社コアスイッチ", 1, "本社の基幹スイッチ / Core switch at headquarters"),
			new Item("network_device", "大阪支社ルーター", 2, "大阪支社の回線 / Router of the Osaka branch"),
			new Item("network_device", "本社3階無線アクセスポイント", 3,
					"本社3階の無線LAN / Wireless access point, headquarters, 3rd floor"),
			new Item("application", "販売管理アプリケーション", 1, "販売管理システムの画面と処理 / Screens and logic of the sales system"),
			new Item("application", "ポータル CMS", 3, "社内ポータルの編集 / Content management of the portal"),
			new Item("server", "販売管理サーバー sales01", 1, "販売管理アプリケーションのサーバー / Server of the sales application"),
			new Item("server", "データベースサーバー db01", 1, "業務データベースのサーバー / Server of the business databases"),
			new Item("server", "ポータルサーバー portal01", 3, "社内ポータルのサーバー / Server of the portal"));

	private static final List<Link> LINKS = List.of(new Link("社内メール", RUNS_ON, "メールサーバー mail01"),
			new Link("社内メール", DEPENDS_ON, "認証基盤"), new Link("認証基盤", RUNS_ON, "認証サーバー auth01"),
			new Link("販売管理アプリケーション", PART_OF, "販売管理システム"), new Link("販売管理アプリケーション", RUNS_ON, "販売管理サーバー sales01"),
			new Link("販売管理アプリケーション", DEPENDS_ON, "販売管理データベース"), new Link("販売管理システム", DEPENDS_ON, "認証基盤"),
			new Link("販売管理データベース", RUNS_ON, "データベースサーバー db01"), new Link("勤怠システム", RUNS_ON, "勤怠サーバー kintai01"),
			new Link("勤怠システム", DEPENDS_ON, "勤怠データベース"), new Link("勤怠システム", DEPENDS_ON, "認証基盤"),
			new Link("勤怠データベース", RUNS_ON, "データベースサーバー db01"), new Link("ファイル共有", RUNS_ON, "ファイルサーバー file01"),
			new Link("ファイル共有", DEPENDS_ON, "認証基盤"), new Link("ポータル CMS", PART_OF, "社内ポータル"),
			new Link("ポータル CMS", RUNS_ON, "ポータルサーバー portal01"), new Link("社内ポータル", DEPENDS_ON, "認証基盤"),
			new Link("メールサーバー mail01", CONNECTS_TO, "本社コアスイッチ"), new Link("認証サーバー auth01", CONNECTS_TO, "本社コアスイッチ"),
			new Link("販売管理サーバー sales01", CONNECTS_TO, "本社コアスイッチ"), new Link("データベースサーバー db01", CONNECTS_TO, "本社コアスイッチ"),
			new Link("勤怠サーバー kintai01", CONNECTS_TO, "本社コアスイッチ"), new Link("ファイルサーバー file01", CONNECTS_TO, "本社コアスイッチ"),
			new Link("ポータルサーバー portal01", CONNECTS_TO, "本社コアスイッチ"), new Link("検証サーバー test01", CONNECTS_TO, "本社コアスイッチ"),
			new Link("本社VPNゲートウェイ", CONNECTS_TO, "本社コアスイッチ"), new Link("大阪支社ルーター", CONNECTS_TO, "本社VPNゲートウェイ"),
			new Link("本社3階無線アクセスポイント", CONNECTS_TO, "本社コアスイッチ"));

	private final ConfigurationItemRepository items;

	private final CiRelationRepository relations;

	private final Tenants tenants;

	private final Transactions transaction;

	DemoItems(ConfigurationItemRepository items, CiRelationRepository relations, Tenants tenants,
			PlatformTransactionManager transactions) {
		this.items = items;
		this.relations = relations;
		this.tenants = tenants;
		this.transaction = new Transactions(transactions);
	}

	/** Creates what is missing in the demo tenant, where there is one. */
	public void seed() {
		this.tenants.bySlug("demo").ifPresent(this::seed);
	}

	private void seed(TenantId demo) {
		Tenancy.as(demo, () -> this.transaction.run(() -> {
			Map<String, ConfigurationItem> known = new HashMap<>();
			this.items.findAll().forEach((item) -> known.put(item.name(), item));
			ITEMS.forEach((item) -> known.computeIfAbsent(item.name(),
					(name) -> this.items.save(new ConfigurationItem(item.facts()))));
			Instant now = Instant.now();
			LINKS.forEach((link) -> relate(id(known, link.source()), link.type(), id(known, link.target()), now));
		}));
	}

	/** What was once ended stays so. */
	private void relate(UUID source, CiRelationType type, UUID target, Instant now) {
		if (!this.relations.existsBySourceIdAndTypeAndTargetId(source, type.toString(), target)) {
			this.relations.save(new CiRelation(source, type, target, null, now));
		}
	}

	private static UUID id(Map<String, ConfigurationItem> known, String name) {
		return Objects.requireNonNull(known.get(name), name).id();
	}

	/** After the people, whose tenant it is, and before the tickets. */
	@Component
	@Profile("demo")
	@Order(10)
	static class AtStart implements ApplicationRunner {

		private final DemoItems items;

		AtStart(DemoItems items) {
			this.items = items;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.items.seed();
		}

	}

	private record Item(String ciClass, String name, int tier, String description) {

		CiFacts facts() {
			return new CiFacts(this.name, this.ciClass, this.tier, this.description, CiStatus.LIVE, null, null,
					Place.NONE, Map.of(), null);
		}

	}

	private record Link(String source, CiRelationType type, String target) {
	}

}
