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
import io.nagare.Bounds;
import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

/**
 * Counts the classes, method calls and changes of module that a report and a read walk
 * through. The figures are in the log.
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
		hold("report", this::report);
	}

	@Test
	void reads() {
		String id = report();
		hold("read", () -> this.agent.incident(id));
	}

	private String report() {
		return this.agent.report("VPN", "category_id", this.category).path("id").asText();
	}

	private static void hold(String request, Runnable step) {
		for (int i = 0; i < WARM; i++) {
			step.run();
		}
		Footprint footprint = Footprint.of(step);
		LOG.info("{}", footprint);
		assertThat(footprint.calls()).isPositive();
		assertAll(() -> Bounds.hold("footprint." + request + "-classes", footprint.classes(), footprint),
				() -> Bounds.hold("footprint." + request + "-calls", footprint.calls(), footprint),
				() -> Bounds.hold("footprint." + request + "-moves", footprint.moves(), footprint));
	}

}
