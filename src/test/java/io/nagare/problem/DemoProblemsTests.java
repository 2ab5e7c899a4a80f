package io.nagare.problem;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;

import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.workflow.Statuses;

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

	@Autowired
	private Statuses statuses;

	@Test
	void showEveryStatus() {
		this.items.seed();
		// as the demo's major incident does
		this.solving.reported();
		long before = count();
		DemoProblems demo = this.beans.createBean(DemoProblems.class);
		demo.run(new DefaultApplicationArguments());
		long made = count() - before;
		var newest = this.solving.as("manager").get("/problems?limit=" + made).data();
		assertThat(Set.copyOf(each(newest, "status"))).isEqualTo(this.statuses.of("problem"));
		assertThat(each(this.solving.as("manager").get("/known-errors?q=9時ごろ").data(), "title"))
			.anyMatch((title) -> title.startsWith("VPNが毎朝切れる"));
		demo.run(new DefaultApplicationArguments());
		assertThat(count()).isEqualTo(before + made);
	}

	private long count() {
		return this.solving.as("manager").get("/problems?limit=1").json().at("/pagination/total_items").asLong();
	}

}
