package io.nagare.vendor;

import java.time.LocalDate;
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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;

/** The suppliers of the demo, and the contracts with them; one ends soon. */
@Component
@Profile("demo")
@Order(15)
class DemoSuppliers implements ApplicationRunner {

	private final DemoPeople people;

	private final SupplierRepository repository;

	private final SupplierService suppliers;

	private final ContractService contracts;

	private final Cmdb cmdb;

	private final Directory directory;

	private final ObjectMapper json;

	DemoSuppliers(DemoPeople people, SupplierRepository repository, SupplierService suppliers,
			ContractService contracts, Cmdb cmdb, Directory directory, ObjectMapper json) {
		this.people = people;
		this.repository = repository;
		this.suppliers = suppliers;
		this.contracts = contracts;
		this.cmdb = cmdb;
		this.directory = directory;
		this.json = json;
	}

	/** Only once: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		this.people.as("manager", () -> {
			if (this.repository.count() == 0) {
				seed();
			}
			return true;
		});
	}

	private void seed() {
		LocalDate today = LocalDate.now(this.directory.zone());
		UUID network = supplier("あかつき回線サービス", "support@akatsuki-net.example", "0120-000-100",
				"https://support.akatsuki-net.example/");
		contract(network, "AK-2024-017", today.minusMonths(23), today.plusDays(40), today.plusDays(10),
				"回線とルーターの障害対応。24時間受付 / Lines and routers; reports are taken round the clock",
				List.of("大阪支社ルーター", "本社VPNゲートウェイ"));
		UUID sales = supplier("ひので業務システム", "helpdesk@hinode-sys.example", "0120-000-200", null);
		contract(sales, "HS-0042", today.minusYears(1), null, null,
				"販売管理システムの保守。平日9時～18時 / Support of the sales system; weekdays 9:00–18:00",
				List.of("販売管理システム", "販売管理アプリケーション", "販売管理データベース"));
	}

	private UUID supplier(String name, String email, String phone, @Nullable String portal) {
		Map<String, Object> fields = new HashMap<>(
				Map.of("name", name, "contact_email", email, "contact_phone", phone));
		if (portal != null) {
			fields.put("portal_url", portal);
		}
		return this.suppliers.add(this.json.convertValue(fields, SupplierFields.class)).id();
	}

	private void contract(UUID supplier, String number, LocalDate begins, @Nullable LocalDate ends,
			@Nullable LocalDate notice, String terms, List<String> items) {
		Map<String, Object> fields = new HashMap<>(
				Map.of("supplier_id", supplier, "number", number, "begins_on", begins.toString(), "terms", terms,
						"ci_ids", this.cmdb.named(items).stream().map(ConfigurationItem::id).toList()));
		if (ends != null) {
			fields.put("ends_on", ends.toString());
		}
		if (notice != null) {
			fields.put("notice_on", notice.toString());
		}
		this.contracts.add(this.json.convertValue(fields, ContractFields.class));
	}

}
