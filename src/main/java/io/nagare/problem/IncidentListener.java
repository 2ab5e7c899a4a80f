package io.nagare.problem;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.incident.MajorIncidentAccepted;
import io.nagare.shared.Tenancy;

/** Hears of incidents that may have a problem behind them, once they are facts. */
@Component
class IncidentListener {

	private final ProblemDetection detection;

	IncidentListener(ProblemDetection detection) {
		this.detection = detection;
	}

	@Async
	@TransactionalEventListener
	void on(TrendSuspected trend) {
		Tenancy.as(trend.tenant(), () -> this.detection.trendOn(trend.subject(), trend.name()));
	}

	@Async
	@TransactionalEventListener
	void on(MajorIncidentAccepted accepted) {
		Tenancy.as(accepted.tenant(), () -> this.detection.causeOf(accepted.ticket().id()));
	}

}
