package io.nagare.recurrence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.change.model.StandardModel;
import io.nagare.change.model.StandardModels;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.PageQuery;

/**
 * What begins by itself in the demo: certificates, and what keeps it safe: patches,
 * scans, and reviews of who may do what.
 */
@Component
@Profile("demo")
@Order(70)
class DemoRecurringWork implements ApplicationRunner {

	private static final ClassPathResource REQUEST = new ClassPathResource("demo/recurring-request.json");

	private final DemoPeople people;

	private final RecurringWorkService works;

	private final StandardModels models;

	private final ObjectMapper json;

	DemoRecurringWork(DemoPeople people, RecurringWorkService works, StandardModels models, ObjectMapper json) {
		this.people = people;
		this.works = works;
		this.models = models;
		this.json = json;
	}

	/** Only into an empty tenant: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		List<StandardModel> known = this.people.as("manager", () -> this.models.page(PageQuery.of(1, 1)).items());
		if (!known.isEmpty()
				&& this.people.as("manager", () -> this.works.page(PageQuery.of(1, 1)).items()).isEmpty()) {
			seed(known.get(0));
		}
	}

	/** Makes them all, whatever is there. */
	void seed(StandardModel certificates) {
		UUID patches = model("セキュリティパッチの適用 / Security patches",
				"検証サーバーで1週間動作を確認した更新を適用する。 / Install what has run on the test servers for a week.",
				"直前の状態に戻す。 / Go back to the state before.", "サービスの応答を確認する。 / See that the services answer.");
		UUID scan = model("脆弱性スキャン / Vulnerability scan",
				"全サーバーを検査し、見つかった脆弱性を問題として登録する。 / Scan all servers, and open a problem for what is found.",
				"検査を中止する。 / Stop the scan.", "全サーバーの結果があることを確認する。 / See that every server has its result.");
		this.people.as("manager", () -> {
			change(certificates.id(), "証明書の棚卸し / Stock-taking of certificates", "FREQ=MONTHLY", 3);
			change(certificates.id(), "年末の証明書更新 / Certificates at the end of the year", "FREQ=YEARLY;BYMONTH=12", -1);
			change(scan, "月次の脆弱性スキャン / Monthly vulnerability scan", "FREQ=MONTHLY", 2);
			change(patches, "月次のセキュリティパッチ / Monthly security patches", "FREQ=MONTHLY", 10);
			return reviewAccess();
		});
	}

	private UUID model(String name, String implementation, String backout, String test) {
		Map<String, Object> fields = Map.of("name", name, "standard", true, "implementation_plan", implementation,
				"backout_plan", backout, "test_plan", test);
		return this.people
			.as("changemanager",
					() -> this.models.create(this.json.convertValue(fields, StandardModels.ModelFields.class)))
			.id();
	}

	private void change(UUID model, String title, String rrule, int businessDay) {
		plan(Map.of("title", title, "kind", RecurringWork.CHANGE, "model_id", model, "rrule", rrule, "business_day",
				businessDay, "time_of_day", "09:30", "window_after_minutes", 1440, "window_minutes", 60));
	}

	/** What models make, as a file says it. */
	private RecurringWork reviewAccess() {
		try (InputStream file = REQUEST.getInputStream()) {
			return this.works.plan(this.json.readValue(file, RecurringWorkFields.class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private RecurringWork plan(Map<String, Object> fields) {
		return this.works.plan(this.json.convertValue(fields, RecurringWorkFields.class));
	}

}
