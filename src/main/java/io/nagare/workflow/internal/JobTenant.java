package io.nagare.workflow.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.atomic.AtomicInteger;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.nagare.shared.Refusal;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Supplier;

import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

import io.nagare.cluster.NodeRegistry;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.internal.limit.ModelFaults;
import io.nagare.workflow.internal.limit.ModelFault;

/**
 * Binds the tenant of a job before its transaction begins, where row-level security reads
 * it. Jobs of nobody in particular, such as the history clean-up, run for the platform. A
 * job has no caller, not even who has it run by hand: it does what its model says.
 * <p>
 * Where its process runs too many of them it is put off, or put aside if it was due as
 * soon as it was made, since such a one comes back for ever. It is put aside, too, where
 * the JVM died with it for the third time, and would again after each start.
 */
final class JobTenant extends CommandInterceptor {

	/**
	 * The command does not tell what it is about, and the executor offers no other place
	 * to stand.
	 */
	private static final VarHandle JOB_ID = PrivateField.of(ExecuteJobsCmd.class, "jobId", String.class);

	private static final String OF_JOB = """
			SELECT j.tenant_id_, j.process_instance_id_, j.repeat_, d.act_id_, r.job_id IS NOT NULL AS suspect,
			       coalesce(j.duedate_ < j.create_time_ + interval '30 seconds', j.duedate_ IS NULL) AS at_once,
			       coalesce(e.root_proc_inst_id_, j.process_instance_id_) AS root
			FROM act_ru_job j LEFT JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
			LEFT JOIN act_ru_execution e ON e.id_ = j.process_instance_id_
			LEFT JOIN job_runs r ON r.job_id = j.id_ WHERE j.id_ = ?""";

	/**
	 * A row stands as long as a job runs, so one that is there already was left by a run
	 * that never came to an end: the JVM died. Written without waiting for the disk,
	 * since only the database's own death could lose it.
	 */
	private static final String BEGINS = """
			INSERT INTO job_runs (job_id, deaths)
			SELECT ?, 0 FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
			ON CONFLICT (job_id) DO UPDATE SET deaths = job_runs.deaths + 1, began_at = now()
			RETURNING deaths""";

	private static final String ENDS = """
			DELETE FROM job_runs USING (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
			 WHERE job_id = ? RETURNING job_id""";

	/** On all nodes together; a minute begins with the first after the last one. */
	private static final String COUNTED = """
			WITH forgotten AS (DELETE FROM job_counts WHERE since < now() - interval '10 minutes' AND process_id <> ?)
			INSERT INTO job_counts AS c (process_id, since, jobs)
			SELECT ?, now(), ? FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
			ON CONFLICT (process_id) DO UPDATE
			SET since = CASE WHEN c.since < now() - interval '1 minute' THEN now() ELSE c.since END,
			    jobs = CASE WHEN c.since < now() - interval '1 minute' THEN 0 ELSE c.jobs END + excluded.jobs
			RETURNING jobs""";

	/** So often a job may have taken the JVM with it. */
	private static final int MAX_DEATHS = 3;

	/**
	 * Jobs of one process instance a minute, those of all that it calls included. One
	 * that repeats is not counted: the deployment check bounds how often, and after a
	 * stop it catches up.
	 */
	static final int MAX_JOBS = 120;

	/** So many of them each node runs before it asks how many the others ran. */
	private static final int UNTOLD = 20;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Logger LOG = LoggerFactory.getLogger(JobTenant.class);

	private final Cache<String, AtomicInteger> jobs = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(MINUTE)
		.build();

	private final JdbcTemplate jdbc;

	private final Tenants tenants;

	private final ModelFaults faults;

	private final NodeRegistry nodes;

	/**
	 * Suspects run alone, so that nobody else's death is put down to a job beside them.
	 */
	private final ReentrantReadWriteLock beside = new ReentrantReadWriteLock(true);

	JobTenant(JdbcTemplate jdbc, Tenants tenants, ModelFaults faults, NodeRegistry nodes) {
		this.jdbc = jdbc;
		this.tenants = tenants;
		this.faults = faults;
		this.nodes = nodes;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof ExecuteJobsCmd job) {
			return withoutCaller(() -> execute(command, (String) JOB_ID.get(job)));
		}
		return this.next.execute(command);
	}

	private static <T> T withoutCaller(Supplier<T> work) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder.clearContext();
		try {
			return work.get();
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	private <T> T execute(Command<T> command, String jobId) {
		List<Job> found = this.jdbc.query(OF_JOB, (row, number) -> new Job(row.getString(1), row.getString(2),
				row.getString(3), row.getString(4), row.getBoolean(5), row.getBoolean(6), row.getString(7)), jobId);
		if (found.isEmpty()) {
			return Tenancy.asPlatform(() -> this.next.execute(command));
		}
		Job job = found.get(0);
		if (job.tenant() == null) {
			return Tenancy.asPlatform(() -> runInItsPlace(command, job, jobId));
		}
		TenantId tenant = this.tenants.bySlug(job.tenant()).orElseThrow();
		return Tenancy.as(tenant, () -> runInItsPlace(command, job, jobId));
	}

	/** Beside others, unless it may be what ended a JVM. */
	private <T> T runInItsPlace(Command<T> command, Job job, String jobId) {
		boolean within = this.beside.getReadHoldCount() > 0;
		Lock place = (job.suspect() && !within) ? this.beside.writeLock() : this.beside.readLock();
		place.lock();
		try {
			return run(command, job, jobId);
		}
		finally {
			place.unlock();
		}
	}

	private <T> T run(Command<T> command, Job job, String jobId) {
		if (!isWithinBudget(job)) {
			return job.atOnce() ? park(job, jobId, Refusal.Detail.of(null, "model_jobs", MAX_JOBS)) : putOff(jobId);
		}
		Integer deaths = this.jdbc.queryForObject(BEGINS, Integer.class, jobId);
		try {
			return (deaths != null && deaths >= MAX_DEATHS)
					? park(job, jobId, Refusal.Detail.of(null, "model_job_died", MAX_DEATHS))
					: this.next.execute(command);
		}
		finally {
			this.jdbc.query(ENDS, (row) -> {
			}, jobId);
		}
	}

	private boolean isWithinBudget(Job job) {
		if (job.root() == null || job.repeat() != null) {
			return true;
		}
		int here = this.jobs.get(job.root(), (process) -> new AtomicInteger()).incrementAndGet();
		if (here <= UNTOLD || here > MAX_JOBS || !this.nodes.hasOthers()) {
			return here <= MAX_JOBS;
		}
		Integer everywhere = this.jdbc.queryForObject(COUNTED, Integer.class, job.root(), job.root(),
				(here == UNTOLD + 1) ? here : 1);
		return everywhere == null || everywhere <= MAX_JOBS;
	}

	/** Many may be due together, such as what reminds each of many approvers. */
	// the engine's command to run a job answers null, whatever it is asked for
	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private <T> T putOff(String jobId) {
		return this.next.execute((context) -> {
			JobEntity later = context.getJobManager().findJobById(jobId);
			later.unlock();
			later.setDuedate(Date.from(Instant.now().plus(MINUTE)));
			return null;
		});
	}

	/**
	 * Puts the job aside until somebody has it tried again. A failure would not do: what
	 * never comes to an end makes a new job each time, with tries of its own.
	 */
	// the engine's command to run a job answers null, whatever it is asked for
	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private <T> T park(Job job, String jobId, Refusal.Detail why) {
		LOG.warn("The job {} ({}) is put aside: {}", jobId, job, why);
		ModelFault fault = this.next.execute((context) -> {
			JobEntity parked = context.getJobManager().findJobById(jobId);
			parked.unlock();
			parked.setRetries(0);
			ExecutionEntity process = (job.process() != null)
					? context.getExecutionManager().findExecutionById(job.process()) : null;
			return (process != null)
					? new ModelFault(ModelFault.Place.of(process, String.valueOf(job.activity()), why), null) : null;
		});
		if (fault != null) {
			this.faults.note(fault);
		}
		return null;
	}

	/**
	 * What is known of a job before it runs.
	 *
	 * @param tenant slug of whose it is; null for nobody's
	 * @param process id of the process instance; null for none
	 * @param repeat how it repeats; null where it does not
	 * @param activity the element it is for
	 * @param suspect whether a run of it never came to an end
	 * @param atOnce whether it was due as soon as it was made
	 * @param root id of the process instance that called that of the job, or whatever did
	 * so before; the same where nothing called it, null for none
	 */
	private record Job(@Nullable String tenant, @Nullable String process, @Nullable String repeat,
			@Nullable String activity, boolean suspect, boolean atOnce, @Nullable String root) {
	}

}
