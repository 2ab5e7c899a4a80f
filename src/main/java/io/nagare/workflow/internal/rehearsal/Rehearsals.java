package io.nagare.workflow.internal.rehearsal;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.swagger.v3.oas.annotations.media.Schema;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.PastInputs.PastTable;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/**
 * Asks a changed table what past tickets asked, and the one in force beside it: what
 * would come out otherwise. It works aside, one at a time on each node.
 */
@Component
public class Rehearsals implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);

	private static final int MOST_WAITING = 20;

	/** So many different answers one report names. */
	private static final int MOST_TOLD = 500;

	private static final int STEP = 200;

	private final ThreadPoolExecutor aside = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST_WAITING), (work) -> new Thread(work, "rehearsals"));

	private final RehearsalTables tables;

	private final PastCases cases;

	private final ModelChecks checks;

	private final ModelVersions versions;

	private final ModelContents contents;

	private final ProcessEngineConfigurationImpl engine;

	private final TransactionTemplate transaction;

	Rehearsals(RehearsalTables tables, PastCases cases, ModelChecks checks, ModelVersions versions,
			ModelContents contents, ProcessEngine engine, PlatformTransactionManager transactions) {
		this.tables = tables;
		this.cases = cases;
		this.checks = checks;
		this.versions = versions;
		this.contents = contents;
		this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Begins to rehearse the first table of the file that tickets ask.
	 * @param wanted key of the table that is meant; null for that
	 * @throws Refusal MODEL_REJECTED where the gate would refuse the file, and
	 * VALIDATION_FAILED where no ticket is known to ask its table
	 */
	public Rehearsal begin(Map<String, byte[]> files, @Nullable String wanted, Instant from, Instant to, String by) {
		this.checks.demand(files);
		Draft draft = draft(files, wanted);
		PastTable table = this.cases.table(draft.key()).orElseThrow(Refusal::notFound);
		Rehearsal rehearsal = this.transaction.execute((status) -> {
			UUID id = this.tables.make(draft.key(), by);
			return this.tables.find(id).orElseThrow(Refusal::notFound);
		});
		if (rehearsal == null || this.aside.getQueue().remainingCapacity() == 0) {
			throw Refusal.unavailable(60);
		}
		TenantId tenant = Tenancy.require();
		this.aside.execute(() -> Tenancy.as(tenant, () -> run(rehearsal.id(), draft, table, from, to)));
		return rehearsal;
	}

	private Draft draft(Map<String, byte[]> files, @Nullable String wanted) {
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			if (file.getKey().endsWith(".dmn")) {
				for (Decision decision : Dmn.readModelFromStream(new ByteArrayInputStream(file.getValue()))
					.getModelElementsByType(Decision.class)) {
					String key = decision.getId();
					if ((wanted == null || wanted.equals(key)) && this.cases.table(key).isPresent()) {
						return new Draft(key, file.getValue());
					}
				}
			}
		}
		throw Refusal.invalid((wanted != null) ? "decision" : "files", "cannot_rehearse",
				String.join(", ", this.cases.tables()));
	}

	private void run(UUID id, Draft draft, PastTable table, Instant from, Instant to) {
		try {
			this.contents.freely(() -> {
				compare(id, draft, table, from, to);
				return id;
			});
		}
		catch (RuntimeException ex) {
			LOG.warn("The rehearsal {} of {} stopped", id, draft.key(), ex);
			this.transaction.executeWithoutResult((status) -> this.tables.ends(id, "failed", 0, List.of()));
		}
	}

	private void compare(UUID id, Draft draft, PastTable table, Instant from, Instant to) {
		DmnEngine dmn = this.engine.getDmnEngine();
		Located now = this.versions.inForce(draft.key()).orElseThrow(Refusal::notFound);
		RehearsedTable deployed = new RehearsedTable(dmn, draft.key(), this.contents.file(now));
		RehearsedTable changed = new RehearsedTable(dmn, draft.key(), draft.file());
		List<PastCase> past = this.cases.of(table, from, to);
		int all = past.stream().mapToInt(PastCase::tickets).sum();
		List<Otherwise> otherwise = new ArrayList<>();
		int done = 0;
		int different = 0;
		int asked = 0;
		for (PastCase one : past) {
			List<Map<String, String>> before = deployed.answer(one.asked());
			List<Map<String, String>> after = changed.answer(one.asked());
			done += one.tickets();
			if (!before.equals(after)) {
				different += one.tickets();
				if (otherwise.size() < MOST_TOLD) {
					otherwise.add(Otherwise.of(one, before, after));
				}
			}
			asked++;
			if (asked % STEP == 0 && !stillWanted(id, all, done)) {
				return;
			}
		}
		int found = different;
		stillWanted(id, all, done);
		this.transaction.executeWithoutResult((status) -> this.tables.ends(id, "done", found, otherwise));
	}

	/** In a transaction of its own, so that others see it at once. */
	private boolean stillWanted(UUID id, int all, int done) {
		TransactionTemplate own = new TransactionTemplate(
				java.util.Objects.requireNonNull(this.transaction.getTransactionManager()));
		own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
		return Boolean.TRUE.equals(own.execute((status) -> this.tables.progress(id, all, done)));
	}

	/** How far it is. */
	public Rehearsal read(UUID id) {
		Rehearsal found = this.transaction.execute((status) -> this.tables.find(id).orElse(null));
		if (found == null) {
			throw Refusal.notFound();
		}
		return found;
	}

	/** It goes no further; one that has ended stays as it is. */
	public void cancel(UUID id) {
		read(id);
		this.transaction.executeWithoutResult((status) -> this.tables.ends(id, "cancelled", 0, List.of()));
	}

	@Override
	public void destroy() {
		this.aside.shutdown();
	}

	@SuppressWarnings("ArrayRecordComponent") // told apart by identity alone
	private record Draft(String key, byte[] file) {
	}

	/**
	 * A rehearsal.
	 *
	 * @param decision key of the table
	 * @param state {@code running}, {@code done}, {@code cancelled} or {@code failed}
	 * @param tickets how many it asks for
	 * @param done how many of them it has asked for
	 * @param different for how many the changed table says something else
	 * @param changes what it says otherwise, what concerns most tickets first
	 */
	public record Rehearsal(UUID id, String decision, String state, int tickets, int done, int different,
			List<Otherwise> changes) {
	}

	/**
	 * Something that would come out otherwise.
	 *
	 * @param asked what the tickets asked
	 * @param before the rows of the table in force; {@code error} where it can't answer
	 * @param after the rows of the changed one
	 * @param tickets how many it concerns
	 * @param numbers the latest ten of them
	 */
	@Schema(name = "RehearsalChange")
	public record Otherwise(Map<String, String> asked, List<Map<String, String>> before,
			List<Map<String, String>> after, int tickets, List<String> numbers) {

		private static Otherwise of(PastCase one, List<Map<String, String>> before, List<Map<String, String>> after) {
			Map<String, String> asked = new java.util.TreeMap<>();
			one.asked().forEach((input, value) -> asked.put(input, String.valueOf(value)));
			return new Otherwise(asked, before, after, one.tickets(), one.numbers());
		}

	}

}
