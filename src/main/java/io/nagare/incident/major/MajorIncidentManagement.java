package io.nagare.incident.major;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.incident.Incident;
import io.nagare.incident.IncidentProcess;
import io.nagare.incident.IncidentRepository;
import io.nagare.incident.Priorities;
import io.nagare.rules.Rules;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamps;

/**
 * Incidents with such business impact that they need an immediate, coordinated response:
 * proposed by rule or declared by an agent, accepted or rejected by a manager.
 */
@Component
@Transactional
public class MajorIncidentManagement {

	private static final Duration UPDATE_CADENCE = Duration.ofMinutes(30);

	private static final Duration SAME_CAUSE = Duration.ofMinutes(30);

	private static final int REVIEW_DAYS = 5;

	private final IncidentRepository incidents;

	private final TicketRecords records;

	private final IncidentProcess process;

	private final Priorities priorities;

	private final Cmdb cmdb;

	private final Rules rules;

	private final ServiceLevels serviceLevels;

	private final Tickets tickets;

	private final TicketAccess access;

	private final Stamps stamps;

	private final Clock clock;

	MajorIncidentManagement(IncidentRepository incidents, TicketRecords records, IncidentProcess process,
			Priorities priorities, Cmdb cmdb, Rules rules, ServiceLevels serviceLevels, Tickets tickets,
			TicketAccess access, Stamps stamps, Clock clock) {
		this.incidents = incidents;
		this.records = records;
		this.process = process;
		this.priorities = priorities;
		this.cmdb = cmdb;
		this.rules = rules;
		this.serviceLevels = serviceLevels;
		this.tickets = tickets;
		this.access = access;
		this.stamps = stamps;
		this.clock = clock;
	}

	/** Proposes the incident once, where the rules say so. */
	public void proposeByRule(UUID id) {
		Incident incident = incident(id);
		if (incident.wasProposedAsMajor()) {
			return;
		}
		List<ConfigurationItem> cis = this.cmdb.items(incident.cis());
		boolean tierOne = cis.stream().anyMatch((ci) -> ci.tier() == 1);
		int onOneCi = cis.stream().mapToInt((ci) -> countOn(ci.id())).max().orElse(0);
		MajorIncidentCase facts = new MajorIncidentCase(incident.priority(),
				this.priorities.isHighest(incident.priority()), tierOne, onOneCi);
		this.rules.apply("incident/major-incident", facts);
		facts.proposal().ifPresent((reason) -> propose(incident, reason));
	}

	/** Incidents on the item within half an hour, this one included. */
	private int countOn(UUID ci) {
		this.tickets.flush();
		return this.incidents.countOnCi(ci, this.clock.instant().minus(SAME_CAUSE));
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

	private void propose(Incident incident, String reason) {
		this.incidents.save(incident.proposeAsMajor(this.stamps.now()));
		this.tickets.note(incident.id(), Texts.both("incident.note.major_proposed") + ": " + reason, false);
		this.process.majorProposed(incident.id());
	}

	/**
	 * A manager takes the incident as a major one. It is resumed if it was on hold.
	 * @throws Refusal CONFLICT where it was resolved meanwhile
	 */
	void accept(UUID id, String reason, @Nullable String incidentManager, @Nullable String communicationsLead,
			@Nullable String technicalLead) {
		this.incidents.save(incident(id).acceptAsMajor(agent(incidentManager, "incident_manager_id"),
				agent(communicationsLead, "communications_lead_id"), agent(technicalLead, "technical_lead_id"),
				this.stamps.now()));
		this.tickets.note(id, Texts.both("incident.note.major_accepted") + ": " + reason, false);
		if (!this.process.majorAccepted(id)) {
			throw Refusal.conflict("action", "resolved_already");
		}
	}

	private @Nullable UUID agent(@Nullable String id, String field) {
		if (id == null || id.isEmpty()) {
			return null;
		}
		UUID user = Tickets.uuid(id, field);
		this.access.requireAgent(user, field);
		return user;
	}

	void reject(UUID id, String reason) {
		this.incidents.save(incident(id).rejectAsMajor(this.stamps.now()));
		this.tickets.note(id, Texts.both("incident.note.major_rejected") + ": " + reason, false);
	}

	/** Until when the next update is due: the cadence of practice is 30 minutes. */
	Instant nextUpdateDue() {
		return this.clock.instant().plus(UPDATE_CADENCE);
	}

	void remindOfUpdate(UUID id) {
		this.tickets.note(id, Texts.both("incident.note.update_overdue"), false);
	}

	void update(UUID id, String comment) {
		this.tickets.announce(id, comment);
		this.incidents.save(incident(id).updated(comment, this.stamps.now()));
	}

	/** Until when the review is due. */
	Instant reviewDue() {
		return this.serviceLevels.workingDaysAfter(this.clock.instant(), REVIEW_DAYS);
	}

	void review(UUID id, String summary) {
		this.tickets.note(id, Texts.both("incident.note.review") + ": " + summary, false);
	}

	private Incident incident(UUID id) {
		return this.records.get(Incident.class, id);
	}

}
