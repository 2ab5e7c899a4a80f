package io.nagare.recurrence;

import java.util.List;
import java.util.Map;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.change.model.StandardModel;
import io.nagare.change.model.StandardModels;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.PageQuery;

/** Two things that begin by themselves, by the demo's standard model. */
@Component
@Profile("demo")
@Order(70)
class DemoRecurringWork implements ApplicationRunner {

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
		this.people.as("manager", () -> {
			List<StandardModel> known = this.models.page(PageQuery.of(1, 1)).items();
			if (this.works.page(PageQuery.of(1, 1)).items().isEmpty() && !known.isEmpty()) {
				seed(known.get(0));
			}
			return known;
		});
	}

	/** On the third business day of each month, and on the last one of the year. */
	void seed(StandardModel model) {
		plan(model, "証明書の棚卸し / Stock-taking of certificates", "FREQ=MONTHLY", 3);
		plan(model, "年末の証明書更新 / Certificates at the end of the year", "FREQ=YEARLY;BYMONTH=12", -1);
	}

	private void plan(StandardModel model, String title, String rrule, int businessDay) {
		this.works.plan(this.json.convertValue(Map.of("title", title, "kind", RecurringWork.CHANGE, "model_id",
				model.id(), "rrule", rrule, "business_day", businessDay, "time_of_day", "09:30", "window_after_minutes",
				1440, "window_minutes", 60), RecurringWorkFields.class));
	}

}
