package io.nagare.intake.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;

/** Maintenance windows of the items of an alert, of which it may come. */
@Component
class AlertMaintenance {

	/** How far the end of a window is looked for. */
	private static final Duration AHEAD = Duration.ofDays(7);

	private final Cmdb cmdb;

	private final Directory directory;

	private final CurrentCaller callers;

	private final Clock clock;

	AlertMaintenance(Cmdb cmdb, Directory directory, CurrentCaller callers, Clock clock) {
		this.cmdb = cmdb;
		this.directory = directory;
		this.callers = callers;
		this.clock = clock;
	}

	/** Those that are open now, as people read them, as far as the caller reads items. */
	List<String> open(List<UUID> items) {
		if (!this.callers.require().may("cmdb:read")) {
			return List.of();
		}
		Instant now = this.clock.instant();
		return this.cmdb.maintenance(items, now, now.plus(AHEAD))
			.stream()
			.filter((window) -> window.start().equals(now))
			.map((window) -> Texts
				.label("alert.maintenance", window.ciName(), TimeTexts.of(window.end(), this.directory.zone()))
				.in(this.directory.language()))
			.distinct()
			.limit(AlertFacts.MOST_EXPECTED)
			.toList();
	}

}
