package io.nagare.problem;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

import io.nagare.As;
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

	@Autowired
	private As as;

	@Autowired
	private ProblemRepository problems;

	@Test
	void showEveryStatus() {
		this.items.seed();
		long before = count();
		this.beans.createBean(DemoProblems.class).seed();
		long made = count() - before;
		var newest = this.solving.as("manager").get("/problems?limit=" + made).data();
		assertThat(Set.copyOf(each(newest, "status"))).isEqualTo(this.statuses.of("problem"));
		assertThat(each(this.solving.as("manager").get("/known-errors?q=9時ごろ").data(), "title"))
			.anyMatch((title) -> title.startsWith("VPNが毎朝切れる"));
	}

	private long count() {
		return this.as.user("manager", this.problems::count);
	}

}
