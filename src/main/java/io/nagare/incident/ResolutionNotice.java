package io.nagare.incident;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Phase;
import io.nagare.ticket.StatusChanged;

/** Asks the reporter to confirm what was resolved. */
@Component
class ResolutionNotice {

	private final IncidentHandling incidents;

	private final Notifications notifications;

	ResolutionNotice(IncidentHandling incidents, Notifications notifications) {
		this.incidents = incidents;
		this.notifications = notifications;
	}

	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase() == Phase.RESOLVED && changed.ticket().kind().equals(Incident.KIND)) {
			Incident incident = this.incidents.incident(changed.ticket().id());
			this.notifications.tell(Notice.of("incident.resolved", incident.title(), incident.resolution().orElse(""))
				.about(incident.ref())
				.to(incident.reporter())
				.confidential(incident.isConfidential()));
		}
	}

}
