package io.nagare.problem.trend;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

import io.nagare.incident.major.MajorIncidentAccepted;

/** Hears of incidents that may have a problem behind them, once they are facts. */
@Component
class IncidentListener {

	private final ProblemDetection detection;

	IncidentListener(ProblemDetection detection) {
		this.detection = detection;
	}

	@ApplicationModuleListener
	void on(TrendSuspected trend) {
		this.detection.trendOn(trend.subject(), trend.name());
	}

	@ApplicationModuleListener
	void on(MajorIncidentAccepted accepted) {
		this.detection.causeOf(accepted.ticket().id());
	}

}
