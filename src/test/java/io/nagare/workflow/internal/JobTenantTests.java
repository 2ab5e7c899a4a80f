package io.nagare.workflow.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.NagareTest;
import io.nagare.OwnNode;
import io.nagare.cluster.NodeRegistry;
import io.nagare.cluster.TestNodes;
import io.nagare.directory.Tenants;
import io.nagare.workflow.internal.limit.ModelFaults;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs of nobody in particular, of which only is looked at when they may run. */
@NagareTest
class JobTenantTests {

	private static final String JOB = "job-of-test-";

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Tenants tenants;

	@Autowired
	private ModelFaults faults;

	@Autowired
	private PlatformTransactionManager transactions;

	private final List<NodeRegistry> nodes = new ArrayList<>();

	@BeforeEach
	void begin() {
		this.nodes.add(TestNodes.begin(this.jdbc, this.transactions));
	}

	@AfterEach
	void end() {
		this.nodes.forEach(NodeRegistry::stop);
		this.jdbc.update("DELETE FROM act_ru_job WHERE id_ LIKE 'job-of-test-%'");
		this.jdbc.update("DELETE FROM act_ru_execution WHERE id_ LIKE 'job-of-test-%'");
		this.jdbc.update("DELETE FROM job_runs WHERE job_id LIKE 'job-of-test-%'");
		this.jdbc.update("DELETE FROM job_counts");
		this.jdbc.update("DELETE FROM nodes");
	}

	@Test
	void runsASuspectAlone() throws Exception {
		for (String job : List.of("one", "suspect", "other")) {
			job(job, null);
		}
		this.jdbc.update("INSERT INTO job_runs (job_id, deaths) VALUES (?, 1)", JOB + "suspect");
		Running running = new Running();
		JobTenant node = node(running);
		Thread one = run(node, "one");
		await(() -> running.now.contains(JOB + "one"));
		Thread suspect = run(node, "suspect");
		OwnNode.pause(300);
		assertThat(running.now).as("the suspect waits for what runs").containsExactly(JOB + "one");
		Thread other = run(node, "other");
		OwnNode.pause(300);
		running.one.countDown();
		await(() -> running.now.contains(JOB + "suspect"));
		OwnNode.pause(300);
		assertThat(running.now).as("and nothing begins beside it").containsExactly(JOB + "suspect");
		running.suspect.countDown();
		for (Thread thread : List.of(one, suspect, other)) {
			thread.join(TimeUnit.SECONDS.toMillis(20));
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(running.done).hasValue(3);
	}

	@Test
	void letsAllNodesTogetherRunNoMoreThanOneMay() {
		this.nodes.add(TestNodes.begin(this.jdbc, this.transactions));
		await(() -> this.nodes.stream().allMatch(NodeRegistry::hasOthers));
		Counting here = new Counting();
		Counting there = new Counting();
		JobTenant one = node(here);
		JobTenant other = new JobTenant(this.jdbc, this.tenants, this.faults, this.nodes.get(1));
		other.setNext(there);
		job("many", "process-of-test");
		for (int i = 0; i < JobTenant.MAX_JOBS; i++) {
			one.execute(command("many"));
			other.execute(command("many"));
		}
		assertThat(here.ran.get() + there.ran.get()).isBetween(JobTenant.MAX_JOBS, JobTenant.MAX_JOBS + 20);
		assertThat(here.parked.get() + there.parked.get()).isPositive();
	}

	/** A process that is called again and again is each time another. */
	@Test
	void countsTheJobsOfCalledProcessesForWhatCalledThem() {
		Counting engine = new Counting();
		JobTenant node = node(engine);
		for (int i = 0; i <= JobTenant.MAX_JOBS; i++) {
			String called = JOB + "called-" + i;
			this.jdbc.update("""
					INSERT INTO act_ru_execution (id_, rev_, proc_inst_id_, root_proc_inst_id_, suspension_state_)
					VALUES (?, 1, ?, 'caller-of-test', 1)""", called, called);
			job("of-called-" + i, called);
			node.execute(command("of-called-" + i));
		}
		assertThat(engine.ran).hasValue(JobTenant.MAX_JOBS);
		assertThat(engine.parked).hasValue(1);
	}

	private JobTenant node(CommandInterceptor engine) {
		JobTenant node = new JobTenant(this.jdbc, this.tenants, this.faults, this.nodes.get(0));
		node.setNext(engine);
		return node;
	}

	private void job(String name, @Nullable String process) {
		this.jdbc.update("""
				INSERT INTO act_ru_job (id_, rev_, type_, retries_, suspension_state_, duedate_, process_instance_id_)
				VALUES (?, 1, 'timer', 3, 1, now() + interval '1 day', ?)
				""", JOB + name, process);
	}

	private static ExecuteJobsCmd command(String name) {
		return new ExecuteJobsCmd(JOB + name, new JobFailureCollector(JOB + name));
	}

	private static Thread run(JobTenant node, String name) {
		Thread thread = new Thread(() -> node.execute(command(name)));
		thread.start();
		return thread;
	}

	private static void await(BooleanSupplier holds) {
		Instant limit = Instant.now().plus(Duration.ofSeconds(20));
		while (!holds.getAsBoolean()) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(20);
		}
	}

	/** Stands for the engine: two of the jobs last until they are let go. */
	private static final class Running extends CommandInterceptor {

		private final ConcurrentLinkedQueue<String> now = new ConcurrentLinkedQueue<>();

		private final CountDownLatch one = new CountDownLatch(1);

		private final CountDownLatch suspect = new CountDownLatch(1);

		private final AtomicInteger done = new AtomicInteger();

		// as the engine's own command answers
		@SuppressWarnings("NullAway")
		@Override
		public <T> T execute(Command<T> command) {
			String job = Thread.currentThread().getName();
			for (String known : List.of("one", "suspect", "other")) {
				if (matches(command, known)) {
					job = JOB + known;
				}
			}
			this.now.add(job);
			try {
				if (job.endsWith("one")) {
					this.one.await(20, TimeUnit.SECONDS);
				}
				if (job.endsWith("suspect")) {
					this.suspect.await(20, TimeUnit.SECONDS);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.now.remove(job);
			this.done.incrementAndGet();
			return null;
		}

		private static boolean matches(Command<?> command, String name) {
			return PrivateField.of(ExecuteJobsCmd.class, "jobId", String.class)
				.get((ExecuteJobsCmd) command)
				.equals(JOB + name);
		}

	}

	/** Stands for the engine: a job runs, or is put aside. */
	private static final class Counting extends CommandInterceptor {

		private final AtomicInteger ran = new AtomicInteger();

		private final AtomicInteger parked = new AtomicInteger();

		// as the engine's own command answers
		@SuppressWarnings("NullAway")
		@Override
		public <T> T execute(Command<T> command) {
			((command instanceof ExecuteJobsCmd) ? this.ran : this.parked).incrementAndGet();
			return null;
		}

	}

}
