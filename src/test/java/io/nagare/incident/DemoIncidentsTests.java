package io.nagare.incident;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.workflow.Statuses;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What somebody sees who tries the product. */
@NagareTest
class DemoIncidentsTests {

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Autowired
	private Statuses statuses;

	@Autowired
	private As as;

	@Autowired
	private IncidentRepository incidents;

	@LocalServerPort
	private int port;

	@Test
	void showEveryStatus() {
		long before = count();
		this.beans.createBean(DemoIncidents.class).seed();
		long made = count() - before;
		var newest = Api.at(this.port).as("manager").get("/incidents?limit=" + made).data();
		assertThat(Set.copyOf(each(newest, "status"))).isEqualTo(this.statuses.of("incident"));
	}

	private long count() {
		return this.as.user("manager", this.incidents::count);
	}

}
