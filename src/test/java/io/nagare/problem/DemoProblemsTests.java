package io.nagare.problem;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What somebody sees who tries the product. */
@NagareTest
class DemoProblemsTests {

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Autowired
	private DemoItems items;

	@Autowired
	private Solving solving;

	@Test
	void showEveryStatus() {
		this.items.seed();
		this.beans.createBean(DemoProblems.class).seed();
		var newest = this.solving.as("manager").get("/problems?limit=9").data();
		assertThat(each(newest, "status")).containsExactlyInAnyOrder("new", "assessed", "root_cause_analysis",
				"fix_in_progress", "risk_accepted", "resolved", "closed", "duplicate", "cancelled");
		assertThat(each(this.solving.as("manager").get("/known-errors?q=9時ごろ").data(), "title"))
			.anyMatch((title) -> title.startsWith("VPNが毎朝切れる"));
	}

}
