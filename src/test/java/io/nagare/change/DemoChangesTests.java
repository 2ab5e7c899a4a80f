package io.nagare.change;

import java.util.List;
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

/** The demo shows every status, and how a freeze stops a change. */
@NagareTest
class DemoChangesTests {

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Autowired
	private DemoItems items;

	@Autowired
	private Changing changing;

	@Autowired
	private Statuses statuses;

	@Autowired
	private As as;

	@Autowired
	private ChangeRepository changes;

	@Test
	void showsEveryStatus() {
		this.items.seed();
		long before = count();
		this.beans.createBean(DemoChanges.class).seed();
		long made = count() - before;
		var newest = this.changing.as("manager").get("/changes?limit=" + made).data();
		assertThat(Set.copyOf(each(newest, "status"))).isEqualTo(this.statuses.of("change"));
		String stopped = this.changing.as("manager").get("/changes?q=sales%20database").data().at("/0/id").asText();
		assertThat(this.changing.open("manager", stopped)).contains("proceed", "reschedule");
		assertThat(each(this.changing.conflicts(stopped), "effect")).isEqualTo(List.of("blocks"));
	}

	private long count() {
		return this.as.user("manager", this.changes::count);
	}

}
