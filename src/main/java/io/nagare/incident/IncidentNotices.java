package io.nagare.incident;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.incident.major.MajorIncidentAccepted;
import io.nagare.incident.major.MajorIncidentUpdated;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Phase;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.link.TicketLinks;

/** Whom the events of incidents concern, beyond what is told of every ticket. */
@Component
class IncidentNotices {

	private final TicketRecords records;

	private final TicketLinks links;

	private final TicketAccess access;

	private final Notifications notifications;

	IncidentNotices(TicketRecords records, TicketLinks links, TicketAccess access, Notifications notifications) {
		this.records = records;
		this.links = links;
		this.access = access;
		this.notifications = notifications;
	}

	/** The reporter is asked to confirm what was resolved. */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase() == Phase.RESOLVED && changed.ticket().kind().equals(Incident.KIND)) {
			Incident incident = incident(changed.ticket().id());
			tell(Notice.of("incident.resolved", incident.title(), incident.resolution().orElse(""))
				.to(incident.reporter()), incident);
		}
	}

	/** Those in charge and those who work on it learn that it is a major one. */
	@EventListener
	void on(MajorIncidentAccepted accepted) {
		Incident incident = incident(accepted.ticket().id());
		tell(Notice.of("incident.major_accepted", incident.title()).to(workers(incident)), incident);
	}

	/**
	 * Those who work on it and its reporter read the update. The reporters of its
	 * children read it of their own incident, unless it is confidential.
	 */
	@EventListener
	void on(MajorIncidentUpdated updated) {
		Incident incident = incident(updated.ticket().id());
		Set<UUID> concerned = new HashSet<>(workers(incident));
		concerned.add(incident.reporter());
		tell(update(incident, updated).to(concerned), incident);
		if (!incident.isConfidential()) {
			this.links.childrenOf(incident.id())
				.stream()
				.filter((child) -> child.phase().isActive() && !concerned.contains(child.reporter()))
				.forEach((child) -> tell(update(child, updated).to(child.reporter()), child));
		}
	}

	private static Notice update(Ticket ticket, MajorIncidentUpdated updated) {
		return Notice.of("incident.major_update", ticket.title(), updated.text());
	}

	private Set<UUID> workers(Incident incident) {
		Set<UUID> workers = new HashSet<>(this.access.readersAmong(incident.leads(), incident));
		incident.assignee()
			.ifPresentOrElse(workers::add,
					() -> incident.team().ifPresent((team) -> workers.addAll(this.access.readersIn(team, incident))));
		return workers;
	}

	private void tell(Notice notice, Ticket ticket) {
		this.notifications.tell(notice.about(ticket.ref()).confidential(ticket.isConfidential()));
	}

	private Incident incident(UUID id) {
		return this.records.get(Incident.class, id);
	}

}
