package io.nagare.threshold;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Tenants;
import io.nagare.shared.BatchRunner;
import io.nagare.threshold.ThresholdTable.Measured;
import io.nagare.threshold.ThresholdTable.Said;

/**
 * Counts the watched figures every few minutes, once over all nodes, and does what the
 * table says of each. What a row says is done once while the figure stays beyond, and
 * again only after it has recovered.
 */
@Component
public class FigureWatch {

	private final Tenants tenants;

	private final WatchedFigures watched;

	private final FigureAlerts alerts;

	private final ThresholdNotices notices;

	private final ThresholdTickets tickets;

	private final Clock clock;

	private final TransactionTemplate transaction;

	FigureWatch(Tenants tenants, WatchedFigures watched, FigureAlerts alerts, ThresholdNotices notices,
			ThresholdTickets tickets, Clock clock, PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.watched = watched;
		this.alerts = alerts;
		this.notices = notices;
		this.tickets = tickets;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Looks at the figures of every tenant. */
	@Scheduled(cron = "${nagare.schedule.figure-thresholds}")
	@SchedulerLock(name = "figure-thresholds")
	public void look() {
		this.tenants.inTurn("Watching figures", this::lookHere);
	}

	/** Looks at those of the bound tenant. */
	void lookHere() {
		Instant now = this.clock.instant();
		Map<Measured, Said> beyond = this.watched.beyond(now);
		BatchRunner.of(beyond.entrySet(), (one) -> note(one.getKey(), one.getValue(), now));
		this.transaction.executeWithoutResult((status) -> {
			List<UUID> stays = this.alerts.open()
				.stream()
				.filter((row) -> beyond.keySet().stream().anyMatch(row::isOf))
				.map(FigureAlerts.Row::id)
				.toList();
			this.alerts.recover(stays, now);
		});
		List<FigureAlerts.Row> open = this.transaction.execute((status) -> this.alerts.open());
		BatchRunner.of((open != null) ? open.stream().filter(FigureAlerts.Row::isToOpen).toList() : List.of(),
				(row) -> beyond.forEach((one, said) -> {
					if (row.isOf(one) && !said.reporter().isEmpty()) {
						this.tickets.open(row, said.reporter());
					}
				}));
	}

	private void note(Measured measured, Said said, Instant now) {
		this.transaction.executeWithoutResult((status) -> this.alerts.note(measured, said, now)
			.ifPresentOrElse((id) -> this.notices.tell(id, measured, said), () -> this.alerts.count(measured)));
	}

}
