package io.nagare.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.rules.Rules;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.Times;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.journal.NoteAdded;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.sla.TicketClocks;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Tickets;

/** What the process does to an incident, behind its lifecycle. */
@Component
@Transactional
class IncidentHandling {

	/** Working days that the reporter has to confirm a resolution. */
	private static final int CONFIRMATION_DAYS = 5;

	private static final int DAYS_BETWEEN_REMINDERS = 3;

	private final IncidentRepository incidents;

	private final TicketRecords records;

	private final IncidentProcess process;

	private final HoldService awaitedWork;

	private final Priorities priorities;

	private final Rules rules;

	private final ServiceLevels serviceLevels;

	private final Cmdb cmdb;

	private final Directory directory;

	private final Tickets tickets;

	private final TicketClocks clocks;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Stamps stamps;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	IncidentHandling(IncidentRepository incidents, TicketRecords records, IncidentProcess process,
			HoldService awaitedWork, Priorities priorities, Rules rules, ServiceLevels serviceLevels, Cmdb cmdb,
			Directory directory, Tickets tickets, TicketClocks clocks, TicketAccess access, CurrentCaller callers,
			Stamps stamps, Clock clock, ApplicationEventPublisher events) {
		this.incidents = incidents;
		this.records = records;
		this.process = process;
		this.awaitedWork = awaitedWork;
		this.priorities = priorities;
		this.rules = rules;
		this.serviceLevels = serviceLevels;
		this.cmdb = cmdb;
		this.directory = directory;
		this.tickets = tickets;
		this.clocks = clocks;
		this.access = access;
		this.callers = callers;
		this.stamps = stamps;
		this.clock = clock;
		this.events = events;
	}

	/** The incident as the process sees it, whoever asks. */
	Incident incident(UUID id) {
		return this.records.get(Incident.class, id);
	}

	List<String> categoryPath(UUID id) {
		return categoryPath(incident(id));
	}

	private List<String> categoryPath(Incident incident) {
		return incident.category().map(this.directory::categoryPath).orElse(List.of());
	}

	private @Nullable String topCategory(Incident incident) {
		return categoryPath(incident).stream().findFirst().orElse(null);
	}

	private boolean isReporterVip(Incident incident) {
		return this.directory.user(incident.reporter()).filter(User::isVip).isPresent();
	}

	/** The tier of the most important item; 0 without any. */
	private int tier(Incident incident) {
		return this.cmdb.items(incident.cis()).stream().mapToInt(ConfigurationItem::tier).min().orElse(0);
	}

	/** The class of the item of the best tier; null without items. */
	@Nullable String ciClass(UUID id) {
		return this.cmdb.items(incident(id).cis())
			.stream()
			.min(Comparator.comparingInt(ConfigurationItem::tier))
			.map(ConfigurationItem::ciClass)
			.orElse(null);
	}

	/** Takes the table's decision and lets the rules adjust it. */
	void prioritise(UUID id, String decided) {
		Incident incident = incident(id);
		String priority = incident.priorityOverride().orElseGet(() -> adjusted(incident, decided));
		this.incidents.save(incident.decide(priority, this.priorities.rank(priority), this.stamps.now()));
	}

	private String adjusted(Incident incident, String decided) {
		PriorityCase facts = new PriorityCase(isReporterVip(incident), tier(incident), topCategory(incident), decided,
				this.priorities.priorities());
		this.rules.apply("incident/priority-modifiers", facts);
		return facts.priority();
	}

	/** Has the clocks attached that the tables agree, or agreed anew. */
	void agreeServiceLevels(UUID id) {
		this.clocks.agree(id);
		this.tickets.refreshTasks(id);
	}

	/**
	 * The routing rule's team; one that the tenant has not, or null, leaves it to a
	 * dispatcher.
	 */
	void route(UUID id, @Nullable String teamName) {
		UUID team = Optional.ofNullable(teamName)
			.flatMap(this.directory::teamByName)
			.filter(Team::isActive)
			.map(Team::id)
			.orElse(null);
		this.incidents.save(incident(id).route(team, this.stamps.now()));
	}

	boolean hasTeam(UUID id) {
		Incident incident = incident(id);
		return incident.team().isPresent() || incident.assignee().isPresent();
	}

	/**
	 * Gives the incident to a team or a person; to the caller himself where neither is
	 * named.
	 */
	void assign(UUID id, @Nullable String teamId, @Nullable String assigneeId, @Nullable String reason) {
		Incident incident = incident(id);
		UUID team = optionalUuid(teamId, "team_id");
		UUID assignee = optionalUuid(assigneeId, "assignee_id");
		if (team == null && assignee == null) {
			assignee = this.callers.require().userId();
		}
		if (team != null && this.directory.team(team).filter(Team::isActive).isEmpty()) {
			throw Refusal.invalid("team_id", "unknown_team");
		}
		if (assignee != null) {
			this.access.requireAgent(assignee, "assignee_id");
			team = (team != null) ? team : teamFor(incident, assignee);
		}
		this.incidents.save(incident.assign(team, assignee, this.stamps.now()));
		if (reason != null && !reason.isBlank()) {
			this.tickets.note(id, Texts.both("ticket.note.assigned") + ": " + reason, false);
		}
	}

	/** The team stays where the person belongs to it, or belongs to none. */
	private @Nullable UUID teamFor(Incident incident, UUID assignee) {
		List<UUID> teams = this.directory.teamsOf(List.of(assignee))
			.getOrDefault(assignee, Set.of())
			.stream()
			.sorted()
			.toList();
		UUID present = incident.team().orElse(null);
		return (teams.isEmpty() || (present != null && teams.contains(present))) ? present : teams.get(0);
	}

	/**
	 * The work waits for somebody else. Waiting for the reporter needs a question to him:
	 * the comment, or an earlier public note he has not answered. Waiting for a problem
	 * or a change needs one that is linked and has not ended.
	 */
	void hold(UUID id, String reason, @Nullable String comment) {
		String question = (comment != null) ? comment.strip() : "";
		if (Incident.AWAITING_CALLER.equals(reason) && question.isEmpty() && !this.tickets.awaitsReporter(id)) {
			throw Refusal.invalid("comment", "question_required");
		}
		Stamp stamp = this.stamps.now();
		List<UUID> awaited = this.awaitedWork.linked(id, reason);
		this.incidents.save(incident(id).hold(reason, awaited, stamp));
		if (!awaited.isEmpty()) {
			this.events.publishEvent(new HeldForTickets(stamp.tenant(), id));
		}
		if (!question.isEmpty()) {
			this.tickets.note(id, question, Incident.AWAITING_CALLER.equals(reason));
		}
	}

	void resume(UUID id) {
		this.incidents.save(incident(id).resume(this.stamps.now()));
	}

	/** Something else may be agreed for a major incident. */
	void resumeForMajorIncident(UUID id) {
		resume(id);
		this.clocks.agree(id);
	}

	/**
	 * How long from now until the next reminder of a hold, as a repeating interval of ISO
	 * 8601; asked again with each reminder.
	 */
	String holdReminders(UUID id) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return "R/" + Duration.between(now, this.serviceLevels.workingDaysAfter(id, now, DAYS_BETWEEN_REMINDERS));
	}

	void remindOfHold(UUID id) {
		this.tickets.note(id, Texts.both("ticket.note.still_on_hold"), false);
	}

	void resolve(UUID id, String resolution, String code) {
		Stamp stamp = this.stamps.now();
		Incident incident = this.incidents.save(incident(id).resolve(resolution, code, stamp));
		if (incident.isMajor()) {
			this.process.majorResolved(id);
		}
		if (!this.tickets.childrenOf(id).isEmpty()) {
			this.events.publishEvent(new ParentResolved(stamp.tenant(), id));
		}
	}

	void resolveByParent(UUID id) {
		this.incidents.save(incident(id).resolve(Texts.both("incident.note.resolved_by_parent"), Incident.BY_PARENT,
				this.stamps.now()));
	}

	void reopen(UUID id, String reason) {
		Incident incident = this.incidents.save(incident(id).reopen(this.stamps.now()));
		this.clocks.agree(id);
		this.tickets.note(id, Texts.both("ticket.note.reopened") + ": " + reason, true);
		if (incident.isMajor()) {
			this.process.majorReopened(id);
		}
		this.events.publishEvent(new IncidentReopened(id));
	}

	/** Only people close a major incident. */
	Instant autoCloseAt(UUID id) {
		Incident incident = incident(id);
		return incident.isMajor() ? Times.NEVER : this.serviceLevels
			.workingDaysAfter(incident.resolved().orElseGet(this.clock::instant), CONFIRMATION_DAYS);
	}

	/** Not an incident, or one that another records already. */
	void cancel(UUID id, String reason, @Nullable String duplicateOf) {
		if (duplicateOf != null && !duplicateOf.isBlank()) {
			this.tickets.linkToOriginal(id, duplicateOf);
		}
		this.tickets.note(id, Texts.both("ticket.note.cancelled") + ": " + reason, true);
		this.incidents.save(incident(id).resume(this.stamps.now()));
	}

	/**
	 * Another impact or urgency; the table decides anew, against any earlier override.
	 */
	void reclassify(UUID id, @Nullable String impact, @Nullable String urgency, String reason) {
		Incident incident = incident(id);
		String newImpact = (impact != null && !impact.isEmpty()) ? impact : incident.impact();
		String newUrgency = (urgency != null && !urgency.isEmpty()) ? urgency : incident.urgency();
		List<Refusal.Detail> wrong = Stream
			.of(Priorities.unknown("impact", newImpact, this.priorities.impacts()),
					Priorities.unknown("urgency", newUrgency, this.priorities.urgencies()))
			.filter(Objects::nonNull)
			.toList();
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		this.incidents.save(incident.reclassify(newImpact, newUrgency, this.stamps.now()));
		this.tickets.note(id, Texts.both("ticket.note.reclassified") + ": " + reason, false);
	}

	/**
	 * An ended incident ends what its major-incident process still does before the
	 * review.
	 */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.ticket().kind().equals(Incident.KIND)
				&& (changed.phase() == Phase.CLOSED || changed.phase() == Phase.CANCELLED)
				&& incident(changed.ticket().id()).wasProposedAsMajor()) {
			this.process.ended(changed.ticket().id());
		}
	}

	/** The reporter's answer resumes an incident that waits for it. */
	@EventListener
	void on(NoteAdded note) {
		if (note.ticket().kind().equals(Incident.KIND) && note.publicNote() && note.byReporter()
				&& incident(note.ticket().id()).awaitsCaller()) {
			this.process.reporterReplied(note.ticket().id());
		}
	}

	private static @Nullable UUID optionalUuid(@Nullable String text, String field) {
		return (text == null || text.isEmpty()) ? null : Tickets.uuid(text, field);
	}

}
