package io.nagare.cmdb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.identity.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** The configuration items of the contract's demo. */
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
					"本社3階の無線LAN / Wireless access point, headquarters, 3rd floor"));

	private final ConfigurationItemRepository items;

	private final Tenants tenants;

	private final TransactionTemplate transaction;

	DemoItems(ConfigurationItemRepository items, Tenants tenants, PlatformTransactionManager transactions) {
		this.items = items;
		this.tenants = tenants;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Creates what is missing in the demo tenant, where there is one. */
	public void seed() {
		this.tenants.bySlug("demo").ifPresent(this::seed);
	}

	private void seed(TenantId demo) {
		Tenancy.as(demo, () -> this.transaction.executeWithoutResult((status) -> {
			Set<String> known = this.items.findAll().stream().map(ConfigurationItem::name).collect(Collectors.toSet());
			ITEMS.stream()
				.filter((item) -> !known.contains(item.name()))
				.forEach((item) -> this.items
					.save(new ConfigurationItem(item.ciClass(), item.name(), item.tier(), item.description())));
		}));
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
	}

}
