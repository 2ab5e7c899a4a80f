package io.nagare.incident.major;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.notification.Notice;
import io.nagare.shared.Label;
import io.nagare.incident.Incident;
import io.nagare.incident.IncidentProcess;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;

/**
 * Incidents with such business impact that they need an immediate, coordinated response:
 * proposed by rule or declared by an agent, accepted or rejected by a manager.
 */
@Component
@Transactional
public class MajorIncidentService {

	private static final Duration UPDATE_CADENCE = Duration.ofMinutes(30);

	private static final int REVIEW_DAYS = 5;

	private final TicketWork work;

	private final IncidentProcess process;

	private final ServiceLevels serviceLevels;

	private final TicketAccess access;

	private final TicketNoticeService notices;

	MajorIncidentService(TicketWork work, IncidentProcess process, ServiceLevels serviceLevels, TicketAccess access,
			TicketNoticeService notices) {
		this.notices = notices;
		this.work = work;
		this.process = process;
		this.serviceLevels = serviceLevels;
		this.access = access;
	}

	/** Whether a declaration makes sense: it is neither proposed nor accepted already. */
	@Transactional(readOnly = true)
	public boolean mayDeclare(UUID id) {
		Incident incident = incident(id);
		return !incident.isMajor() && !incident.isMajorProposed();
	}

	public void declare(UUID id, String reason) {
		if (!mayDeclare(id)) {
			throw Refusal.conflict("action", "proposed_already");
		}
		propose(incident(id), reason);
	}

	void propose(Incident incident, String reason) {
		this.work.save(incident.proposeAsMajor(this.work.now()));
		this.work.note(incident.id(), Texts.label("incident.note.major_proposed").with(reason), false);
		this.process.majorProposed(incident.id());
	}

	/**
	 * A manager takes the incident as a major one. It is resumed if it was on hold.
	 * @throws Refusal CONFLICT where it was resolved meanwhile
	 */
	void accept(UUID id, String reason, @Nullable String incidentManager, @Nullable String communicationsLead,
			@Nullable String technicalLead) {
		this.work.save(incident(id).acceptAsMajor(agent(incidentManager, "incident_manager_id"),
				agent(communicationsLead, "communications_lead_id"), agent(technicalLead, "technical_lead_id"),
				this.work.now()));
		this.work.note(id, Texts.label("incident.note.major_accepted").with(reason), false);
		if (!this.process.majorAccepted(id)) {
			throw Refusal.conflict("action", "resolved_already");
		}
	}

	private @Nullable UUID agent(@Nullable String id, String field) {
		if (id == null || id.isEmpty()) {
			return null;
		}
		UUID user = Tickets.uuid(id, field);
		this.access.requireAgent(user, Incident.KIND, field);
		return user;
	}

	void reject(UUID id, String reason) {
		Incident incident = this.work.save(incident(id).rejectAsMajor(this.work.now()));
		Label decision = Texts.label("incident.note.major_rejected").with(reason);
		this.work.note(id, decision, false);
		this.notices.tell(incident, "decided", Notice.of("ticket.decided", incident.title(), decision));
	}

	/** Until when the next update is due: the cadence of practice is 30 minutes. */
	Instant nextUpdateDue() {
		return this.work.now().at().plus(UPDATE_CADENCE);
	}

	void remindOfUpdate(UUID id) {
		this.work.note(id, Texts.label("incident.note.update_overdue"), false);
		this.notices.tell(incident(id), "update_due");
	}

	void update(UUID id, String comment) {
		this.work.announce(id, Label.said(comment));
		this.work.save(incident(id).updated(comment, this.work.now()));
	}

	/** Until when the review is due. */
	Instant reviewDue() {
		return this.serviceLevels.workingDaysAfter(this.work.now().at(), REVIEW_DAYS);
	}

	void review(UUID id, String summary) {
		this.work.note(id, Texts.label("incident.note.review").with(summary), false);
	}

	private Incident incident(UUID id) {
		return this.work.get(Incident.class, id);
	}

}
