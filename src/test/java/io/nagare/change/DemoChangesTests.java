package io.nagare.change;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** The demo shows every status, and how a freeze stops a change. */
@NagareTest
class DemoChangesTests {

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Autowired
	private DemoItems items;

	@Autowired
	private Changing changing;

	@Test
	void showsEveryStatus() {
		this.items.seed();
		this.beans.createBean(DemoChanges.class).seed();
		var newest = this.changing.as("manager").get("/changes?limit=12").data();
		assertThat(each(newest, "status")).contains("new", "assessment", "authorization", "scheduled", "implementation",
				"review", "closed", "rejected", "cancelled");
		String stopped = this.changing.as("manager").get("/changes?q=sales%20database").data().at("/0/id").asText();
		assertThat(this.changing.open("manager", stopped)).contains("proceed", "reschedule");
		assertThat(each(this.changing.conflicts(stopped), "effect")).isEqualTo(List.of("blocks"));
	}

}
