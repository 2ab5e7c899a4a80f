package io.nagare.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Tenancy;

/** Looks at everything that the modules keep, one check after another. */
@Component
public class IntegrityAudit {

	private static final Logger LOG = LoggerFactory.getLogger(IntegrityAudit.class);

	/** So many findings of one check are told one by one; the rest is counted. */
	private static final int TOLD = 100;

	private final List<IntegrityCheck> checks;

	private volatile @Nullable IntegrityReport last;

	private @Nullable Thread running;

	IntegrityAudit(List<IntegrityCheck> checks) {
		this.checks = checks.stream().sorted(Comparator.comparing(IntegrityCheck::name)).toList();
	}

	/** The last one, or the one that runs; empty where there was none since the start. */
	Optional<IntegrityReport> last() {
		return Optional.ofNullable(this.last);
	}

	/** Begins one, unless one runs. */
	synchronized IntegrityReport begin() {
		IntegrityReport now = this.last;
		if (this.running != null && this.running.isAlive() && now != null) {
			return now;
		}
		IntegrityReport begun = new IntegrityReport(IntegrityReport.RUNNING, Instant.now(), null, List.of());
		this.last = begun;
		Thread thread = new Thread(() -> run(begun.startedAt(), (report) -> this.last = report), "integrity-audit");
		thread.setDaemon(true);
		thread.start();
		this.running = thread;
		return begun;
	}

	/** Runs one to its end. */
	public IntegrityReport run() {
		return run(Instant.now(), (report) -> {
		});
	}

	private IntegrityReport run(Instant startedAt, Consumer<IntegrityReport> progress) {
		List<IntegrityReport.Check> done = new ArrayList<>();
		for (IntegrityCheck check : this.checks) {
			done.add(look(check));
			progress.accept(new IntegrityReport(IntegrityReport.RUNNING, startedAt, null, List.copyOf(done)));
		}
		boolean failed = done.stream().anyMatch((check) -> check.failure() != null);
		boolean damaged = done.stream().anyMatch((check) -> check.wrong() > 0);
		IntegrityReport report = new IntegrityReport(
				damaged ? IntegrityReport.DAMAGED : failed ? IntegrityReport.FAILED : IntegrityReport.WHOLE, startedAt,
				Instant.now(), List.copyOf(done));
		progress.accept(report);
		return report;
	}

	private static IntegrityReport.Check look(IntegrityCheck check) {
		Instant began = Instant.now();
		Notes notes = new Notes();
		@Nullable String failure = null;
		try {
			Tenancy.asPlatform(() -> check.look(notes));
		}
		catch (RuntimeException ex) {
			LOG.error("The check of {} could not come to its end", check.name(), ex);
			failure = ex.getClass().getSimpleName();
		}
		return new IntegrityReport.Check(check.name(), notes.looked, notes.wrong, notes.leftOver,
				Duration.between(began, Instant.now()), List.copyOf(notes.findings), failure);
	}

	private static final class Notes implements IntegrityCheck.Findings {

		private final List<IntegrityReport.Finding> findings = new ArrayList<>();

		private long looked;

		private long wrong;

		private long leftOver;

		@Override
		public void looked(long many) {
			this.looked += many;
		}

		@Override
		public void found(String finding, Object of, String detail) {
			if (this.wrong++ < TOLD) {
				this.findings.add(new IntegrityReport.Finding(finding, of.toString(), detail));
			}
		}

		@Override
		public void leftOver(String what, Object of) {
			this.leftOver++;
		}

	}

}
