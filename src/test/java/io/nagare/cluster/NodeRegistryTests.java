package io.nagare.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.NagareTest;
import io.nagare.OwnNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Several nodes on one database, all in this JVM. */
@NagareTest
class NodeRegistryTests {

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private ApplicationEventPublisher product;

	private final List<NodeLost> lost = new CopyOnWriteArrayList<>();

	private final List<NodeRegistry> nodes = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.nodes.forEach(NodeRegistry::stop);
		this.jdbc.update("DELETE FROM nodes");
		this.jdbc.update("DELETE FROM node_counts");
		this.jdbc.update("DELETE FROM act_ru_job WHERE id_ = 'taken'");
	}

	@Test
	void knowEachOther() {
		NodeRegistry one = node(new CountExchange(this.jdbc));
		NodeRegistry other = node(new CountExchange(this.jdbc));
		await(() -> one.hasOthers() && other.hasOthers());
		other.stop();
		await(() -> !one.hasOthers());
		assertThat(this.lost).as("it said good-bye").containsExactly(new NodeLost(other.id()));
	}

	@Test
	void writeNothingThatAnOlderOneCannotRead() {
		NodeRegistry one = node(new CountExchange(this.jdbc));
		await(() -> one.allRead(NodeRegistry.ENCRYPTED_FILES));
		NodeRegistry other = node(new CountExchange(this.jdbc));
		await(one::hasOthers);
		assertThat(one.allRead(NodeRegistry.ENCRYPTED_FILES)).isTrue();
		UUID older = UUID.randomUUID();
		this.jdbc.update("INSERT INTO nodes (id, name) VALUES (?, 'of an earlier version')", older);
		await(() -> !one.allRead(NodeRegistry.ENCRYPTED_FILES) && !other.allRead(NodeRegistry.ENCRYPTED_FILES));
		this.jdbc.update("DELETE FROM nodes WHERE id = ?", older);
		await(() -> one.allRead(NodeRegistry.ENCRYPTED_FILES));
	}

	@Test
	void takeOverTheJobsOfOneThatIsSilent() {
		UUID dead = UUID.randomUUID();
		this.jdbc.update("INSERT INTO nodes (id, name, seen_at) VALUES (?, 'dead', now() - interval '1 hour')", dead);
		this.jdbc.update(
				"""
						INSERT INTO act_ru_job (id_, rev_, type_, lock_owner_, lock_exp_time_, retries_, suspension_state_, duedate_)
						VALUES ('taken', 7, 'timer', ?, now() + interval '5 minutes', 3, 1, now() + interval '1 day')
						""",
				dead.toString());
		node(new CountExchange(this.jdbc));
		await(() -> this.jdbc.queryForList("SELECT id FROM nodes WHERE id = ?", UUID.class, dead).isEmpty());
		assertThat(this.lost).containsExactly(new NodeLost(dead));
		assertThat(
				this.jdbc.queryForMap("SELECT lock_owner_, lock_exp_time_, rev_ FROM act_ru_job WHERE id_ = 'taken'"))
			.containsEntry("lock_owner_", null)
			.containsEntry("lock_exp_time_", null)
			.containsEntry("rev_", 7);
	}

	@Test
	void countTogether() {
		CountExchange here = new CountExchange(this.jdbc);
		CountExchange there = new CountExchange(this.jdbc);
		List<Long> heard = new CopyOnWriteArrayList<>();
		CountExchange.Counter counter = here.counter("tries", 2, (key, amount) -> heard.add(-amount));
		there.counter("tries", 2, (key, amount) -> heard.add(amount));
		NodeRegistry one = node(here);
		counter.add("alone, nothing is counted");
		NodeRegistry other = node(there);
		await(() -> one.hasOthers() && other.hasOthers());
		OwnNode.pause(1100);
		for (int i = 0; i < 5; i++) {
			counter.add("a");
		}
		await(() -> heard.stream().mapToLong(Long::longValue).sum() == 5);
		counter.add("a");
		OwnNode.pause(1500);
		assertThat(heard).as("a single one nobody tells").containsExactly(5L);
		for (int i = 0; i < 3; i++) {
			counter.add("a");
		}
		await(() -> heard.stream().mapToLong(Long::longValue).sum() == 8);
	}

	private NodeRegistry node(CountExchange counts) {
		NodeRegistry node = new NodeRegistry(this.jdbc, new NodeProperties(true, Duration.ofSeconds(2)), (event) -> {
			if (event instanceof NodeLost one) {
				this.lost.add(one);
			}
			this.product.publishEvent(event);
		}, counts, this.transactions, new SimpleMeterRegistry());
		this.nodes.add(node);
		node.start();
		return node;
	}

	private static void await(BooleanSupplier holds) {
		Instant limit = Instant.now().plusSeconds(20);
		while (!holds.getAsBoolean()) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(50);
		}
	}

}
