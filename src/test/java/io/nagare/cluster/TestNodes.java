package io.nagare.cluster;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Nodes beside that of the test's application. */
public final class TestNodes {

	private TestNodes() {
	}

	/** One that lives from now on. */
	public static NodeRegistry begin(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
		NodeRegistry node = new NodeRegistry(jdbc, new NodeProperties(true, Duration.ofMinutes(1)), (event) -> {
		}, new CountExchange(jdbc), transactions, new SimpleMeterRegistry());
		node.start();
		return node;
	}

}
