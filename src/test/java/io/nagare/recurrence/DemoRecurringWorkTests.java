package io.nagare.recurrence;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.change.model.StandardModel;
import io.nagare.change.model.StandardModels;
import io.nagare.shared.PageQuery;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What begins by itself for whoever tries the product. */
@NagareTest
class DemoRecurringWorkTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Autowired
	private StandardModels models;

	@Autowired
	private As as;

	@AfterEach
	void clear() {
		Api manager = Api.at(this.port).as("manager");
		manager.get("/recurring-work?limit=100")
			.data()
			.forEach((work) -> manager.delete("/recurring-work/" + work.path("id").asText()));
	}

	@Test
	void hasPatchesScansAndReviewsOfAccessBegin() {
		Api api = Api.at(this.port);
		api.as("changemanager")
			.post("/change-models", "name", "証明書の試験", "standard", true, "implementation_plan", "替える", "backout_plan",
					"戻す", "test_plan", "見る");
		StandardModel model = this.as.user("manager", () -> this.models.page(PageQuery.of(1, 1)).items().get(0));
		this.beans.createBean(DemoRecurringWork.class).seed(model);
		JsonNode works = api.as("manager").get("/recurring-work?limit=100").data();
		assertThat(each(works, "title")).contains("月次のセキュリティパッチ / Monthly security patches",
				"月次の脆弱性スキャン / Monthly vulnerability scan", "四半期のアクセス権の棚卸し / Quarterly access review");
		assertThat(each(works, "next_at")).doesNotContain("", "null");
		assertThat(works).hasSize(5);
	}

}
