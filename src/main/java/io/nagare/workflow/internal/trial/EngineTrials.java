package io.nagare.workflow.internal.trial;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.stereotype.Component;

import io.nagare.workflow.ProcessTrials;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelReleases;

/** Runs in the trial's transaction what the engine's job executor would run later. */
@Component
class EngineTrials implements ProcessTrials {

	private static final String COMMENT = "Trial";

	/** More in a row is a model that never comes to a wait. */
	private static final int MOST_JOBS = 100;

	private final RuntimeService runtime;

	private final ManagementService management;

	private final ModelReleases releases;

	private final ModelContents contents;

	private final EntityManager records;

	EngineTrials(ProcessEngine engine, ModelReleases releases, ModelContents contents, EntityManager records) {
		this.runtime = engine.getRuntimeService();
		this.management = engine.getManagementService();
		this.releases = releases;
		this.contents = contents;
		this.records = records;
	}

	@Override
	public void deploy(Map<String, byte[]> files) {
		this.releases.deploy(files, COMMENT);
	}

	@Override
	public void goOn(UUID ticketId) {
		int done = 0;
		for (List<Job> next = next(ticketId); !next.isEmpty() && done < MOST_JOBS; next = next(ticketId)) {
			run(next.get(0));
			done++;
		}
	}

	private List<Job> next(UUID ticketId) {
		return jobs(ticketId, (query) -> query.messages().withRetriesLeft());
	}

	@Override
	public boolean fire(UUID ticketId, String element) {
		List<Job> timers = jobs(ticketId, (query) -> query.timers().activityId(element));
		timers.stream().findFirst().ifPresent(this::run);
		return !timers.isEmpty();
	}

	private List<Job> jobs(UUID ticketId, Function<JobQuery, JobQuery> wanted) {
		return this.contents.freely(() -> this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(ticketId.toString())
			.active()
			.list()
			.stream()
			.map(Execution::getId)
			.flatMap((process) -> wanted.apply(this.management.createJobQuery().processInstanceId(process))
				.orderByJobDuedate()
				.asc()
				.list()
				.stream())
			.toList());
	}

	private void run(Job job) {
		this.contents.freely(() -> {
			this.management.executeJob(job.getId());
			return job;
		});
		// what the verbs changed is read by SQL next
		this.records.flush();
	}

}
