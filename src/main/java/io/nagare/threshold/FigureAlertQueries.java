package io.nagare.threshold;

import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureValue;

/** Tells those who read figures which of them are beyond a threshold. */
@Component
@Transactional(readOnly = true)
public class FigureAlertQueries {

	private static final int MOST = 200;

	private final FigureAlerts alerts;

	private final FigureQueries figures;

	private final CurrentCaller callers;

	FigureAlertQueries(FigureAlerts alerts, FigureQueries figures, CurrentCaller callers) {
		this.alerts = alerts;
		this.figures = figures;
		this.callers = callers;
	}

	/**
	 * The latest two hundred.
	 * @param alsoOver whether those are told too that have recovered
	 */
	public List<FigureAlert> latest(boolean alsoOver) {
		this.callers.requireMember().demand("report:read");
		List<FigureValue.Entry> entries = this.figures.all();
		return this.alerts.latest(alsoOver, MOST)
			.stream()
			.flatMap((row) -> entries.stream()
				.filter((entry) -> entry.name().equals(row.figure()))
				.map((entry) -> new FigureAlert(row.id(), row.figure(), entry.title(), row.by(), row.part(),
						row.label(), entry.unit(), row.value(), row.since(), row.recoveredAt(), row.ticketId(),
						row.ticketNumber())))
			.toList();
	}

}
