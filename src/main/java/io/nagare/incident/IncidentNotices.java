package io.nagare.incident;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Caller;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.ticket.notice.NoticeAudience;
import io.nagare.incident.major.MajorIncidentAccepted;
import io.nagare.incident.major.MajorIncidentUpdated;
import io.nagare.notification.Notice;
import io.nagare.shared.Phase;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.link.TicketLinks;

/** Whom the events of incidents concern, beyond what is told of every ticket. */
@Component
class IncidentNotices {

	private final TicketRecords records;

	private final TicketLinks links;

	private final CurrentCaller callers;

	private final TicketNoticeService events;

	IncidentNotices(TicketRecords records, TicketLinks links, CurrentCaller callers, TicketNoticeService events) {
		this.callers = callers;
		this.records = records;
		this.links = links;
		this.events = events;
	}

	/** The reporter is asked to confirm what was resolved. */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase() == Phase.RESOLVED && changed.ticket().kind().equals(Incident.KIND)) {
			Incident incident = incident(changed.ticket().id());
			this.events.tell(incident, "resolved",
					Notice.of("incident.resolved", incident.title(), incident.resolution().orElse("")));
		}
	}

	/**
	 * Whoever works on it learns so, but for an answer of the reporter, which he reads.
	 */
	@EventListener
	void on(IncidentResumed resumed) {
		Incident incident = incident(resumed.incident());
		if (this.callers.find().map(Caller::userId).filter(incident.reporter()::equals).isEmpty()) {
			this.events.tell(incident, "resumed", Notice.of("ticket.resumed", incident.title()));
		}
	}

	@EventListener
	void on(HoldReminded reminded) {
		this.events.tell(incident(reminded.incident()), "hold_reminder");
	}

	/** A resolution did not hold. */
	@EventListener
	void on(IncidentReopened reopened) {
		Incident incident = incident(reopened.incident());
		this.events.tell(incident, "reopened", Notice.of("ticket.reopened", incident.title(), reopened.reason()));
	}

	/**
	 * Those in charge and those who work on it learn that it is a major one, in their
	 * quiet time too.
	 */
	@EventListener
	void on(MajorIncidentAccepted accepted) {
		Incident incident = incident(accepted.ticket().id());
		this.events.tell(incident, "major_declared", Notice.of("incident.major_accepted", incident.title()).atOnce());
	}

	/**
	 * Those who work on it and its reporter read the update. The reporters of its
	 * children read it of their own incident, unless it is confidential.
	 */
	@EventListener
	void on(MajorIncidentUpdated updated) {
		Incident incident = incident(updated.ticket().id());
		TicketNoticeService.Told told = this.events.tell(incident, "major_updated", update(incident, updated),
				Map.of(NoticeAudience.CHILD_REPORTERS, Set.of()));
		if (told.words().contains(NoticeAudience.CHILD_REPORTERS) && !incident.isConfidential()) {
			this.links.childrenOf(incident.id())
				.stream()
				.filter((child) -> child.phase().isActive() && !told.people().contains(child.reporter()))
				.forEach((child) -> this.events.tellAmong(child, update(child, updated), Set.of(child.reporter())));
		}
	}

	private static Notice update(Ticket ticket, MajorIncidentUpdated updated) {
		return Notice.of("incident.major_update", ticket.title(), updated.text());
	}

	private Incident incident(UUID id) {
		return this.records.get(Incident.class, id);
	}

}
