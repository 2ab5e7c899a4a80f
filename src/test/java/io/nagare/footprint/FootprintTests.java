package io.nagare.footprint;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A report and a reading walk through no more of the product than they did; the figures
 * are in the log.
 */
@NagareTest
@Tag("measure")
class FootprintTests {

	private static final Logger LOG = LoggerFactory.getLogger(FootprintTests.class);

	private static final int WARM = 5;

	private static AutoCloseable watch;

	@LocalServerPort
	private int port;

	private Api agent;

	private String category = "";

	@BeforeAll
	static void watch() {
		watch = Footprint.watch();
	}

	@AfterAll
	static void stop() throws Exception {
		watch.close();
	}

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
		this.category = this.agent.idOf("categories", "VPN");
	}

	@Test
	void reports() {
		hasAtMost(195, 4_200, 320, this::report);
	}

	@Test
	void reads() {
		String id = report();
		hasAtMost(120, 2_600, 160, () -> this.agent.incident(id));
	}

	private String report() {
		return this.agent.report("VPN", "category_id", this.category).path("id").asText();
	}

	private static void hasAtMost(int classes, int calls, int moves, Runnable step) {
		for (int i = 0; i < WARM; i++) {
			step.run();
		}
		Footprint footprint = Footprint.of(step);
		LOG.info("{}", footprint);
		assertThat(footprint.calls()).as(footprint.toString()).isBetween(1, calls);
		assertThat(footprint.classes()).as(footprint.toString()).isLessThanOrEqualTo(classes);
		assertThat(footprint.moves()).as(footprint.toString()).isLessThanOrEqualTo(moves);
	}

}
