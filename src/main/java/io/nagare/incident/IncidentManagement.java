package io.nagare.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.identity.Team;
import io.nagare.identity.User;
import io.nagare.rules.Rules;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.sla.ServiceLevels;
import io.nagare.sla.Targets;
import io.nagare.ticket.LinkType;
import io.nagare.ticket.NoteAdded;
import io.nagare.ticket.Stamp;
import io.nagare.ticket.Stamps;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketAccess;
import io.nagare.ticket.Tickets;

/**
 * Everything that changes an incident, for the API and, behind its lifecycle, for its
 * process.
 */
@Component
@Transactional
public class IncidentManagement {

	/** Days from Monday to Friday that the reporter has to confirm a resolution. */
	private static final int CONFIRMATION_DAYS = 5;

	private final IncidentRepository incidents;

	private final IncidentProcess process;

	private final Priorities priorities;

	private final Rules rules;

	private final ServiceLevels serviceLevels;

	private final Cmdb cmdb;

	private final Directory directory;

	private final Tickets tickets;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Stamps stamps;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	IncidentManagement(IncidentRepository incidents, IncidentProcess process, Priorities priorities, Rules rules,
			ServiceLevels serviceLevels, Cmdb cmdb, Directory directory, Tickets tickets, TicketAccess access,
			CurrentCaller callers, Stamps stamps, Clock clock, ApplicationEventPublisher events) {
		this.incidents = incidents;
		this.process = process;
		this.priorities = priorities;
		this.rules = rules;
		this.serviceLevels = serviceLevels;
		this.cmdb = cmdb;
		this.directory = directory;
		this.tickets = tickets;
		this.access = access;
		this.callers = callers;
		this.stamps = stamps;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Opens an incident and runs its process to the first wait.
	 * @return its id
	 * @throws Refusal naming every field that is wrong
	 */
	public UUID report(ReportIncident report) {
		Caller caller = this.callers.require();
		caller.demand("incident:create");
		check(report, caller);
		String urgency = (report.urgency() != null) ? report.urgency()
				: this.priorities.urgencyFor(report.requestedPriority());
		String impact = (report.impact() != null) ? report.impact() : this.priorities.defaultImpact();
		UUID reporter = (report.reporterId() != null) ? report.reporterId() : caller.userId();
		Incident incident = new Incident(this.incidents.nextNumber(), report, reporter, impact, urgency,
				report.requestedPriority(), this.stamps.now());
		this.incidents.save(incident);
		this.process.reported(incident.id());
		this.tickets.flush();
		return incident.id();
	}

	private void check(ReportIncident report, Caller caller) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		Stream
			.of(Priorities.unknown("priority", report.requestedPriority(), this.priorities.priorities()),
					Priorities.unknown("impact", report.impact(), this.priorities.impacts()),
					Priorities.unknown("urgency", report.urgency(), this.priorities.urgencies()))
			.filter(Objects::nonNull)
			.forEach(wrong::add);
		checkCategory(report.categoryId(), wrong);
		checkCis(report.ciIds(), wrong);
		UUID reporter = report.reporterId();
		if (reporter != null && !reporter.equals(caller.userId())) {
			if (!caller.may("incident:report_for_others")) {
				throw Refusal.forbidden("reporter_id", "agents_only");
			}
			if (this.directory.user(reporter).filter(User::isActive).isEmpty()) {
				wrong.add(Refusal.Detail.of("reporter_id", "unknown_user"));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		if (report.assigneeId() != null) {
			if (!caller.isAgent()) {
				throw Refusal.forbidden("assignee_id", "agents_only");
			}
			this.access.requireAgent(report.assigneeId(), "assignee_id");
		}
	}

	private void checkCategory(@Nullable UUID category, List<Refusal.Detail> wrong) {
		if (category != null && this.directory.category(category).filter((found) -> found.isActive()).isEmpty()) {
			wrong.add(Refusal.Detail.of("category_id", "unknown_category"));
		}
	}

	private void checkCis(List<UUID> cis, List<Refusal.Detail> wrong) {
		if (!cis.isEmpty() && this.cmdb.items(cis).size() < cis.stream().distinct().count()) {
			wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci"));
		}
	}

	/**
	 * Takes an incident for a change by the API.
	 * @throws Refusal CONFLICT where it has ended, STALE where the caller saw another
	 * version
	 */
	Incident takeForEdit(UUID id, IfMatch ifMatch) {
		Incident incident = (Incident) this.tickets.take(id);
		ifMatch.check(incident.version());
		if (incident.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", incident.status());
		}
		return incident;
	}

	/** Changes fields that need no process. */
	void edit(Incident incident, IncidentEdit edit) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		checkCategory(edit.categoryId().orElse(null), wrong);
		checkCis(edit.ciIds().orElse(List.of()), wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		this.incidents.save(incident.edit(edit, this.stamps.now()));
		this.tickets.refreshTasks(incident.id());
	}

	/** Sets the priority against the table; the caller's permission was checked. */
	void override(Incident incident, String priority, String reason) {
		Refusal.Detail unknown = Priorities.unknown("priority", priority, this.priorities.priorities());
		if (unknown != null) {
			throw Refusal.invalid(List.of(unknown));
		}
		Targets targets = this.serviceLevels.targets(priority);
		this.incidents.save(incident.override(priority, this.priorities.rank(priority), targets.response(),
				targets.resolution(), this.stamps.now()));
		this.tickets.note(incident.id(), "優先度の変更 / Priority overridden: " + reason, false);
		this.tickets.refreshTasks(incident.id());
	}

	/** The incident as the process sees it, whoever asks. */
	Incident incident(UUID id) {
		return this.incidents.findById(id).orElseThrow(Refusal::notFound);
	}

	List<String> categoryPath(UUID id) {
		return incident(id).category().map(this.directory::categoryPath).orElse(List.of());
	}

	/** The class of the item of the best tier; null without items. */
	@Nullable String ciClass(UUID id) {
		return this.cmdb.items(incident(id).cis())
			.stream()
			.min(Comparator.comparingInt(ConfigurationItem::tier))
			.map(ConfigurationItem::ciClass)
			.orElse(null);
	}

	/** Takes the table's decision, lets the rules adjust it and sets the due times. */
	void prioritise(UUID id, String decided) {
		Incident incident = incident(id);
		String priority = incident.priorityOverride().orElseGet(() -> adjusted(incident, decided));
		Targets targets = this.serviceLevels.targets(priority);
		this.incidents.save(incident.decide(priority, this.priorities.rank(priority), targets.response(),
				targets.resolution(), this.stamps.now()));
		this.tickets.refreshTasks(id);
	}

	private String adjusted(Incident incident, String decided) {
		boolean vip = this.directory.user(incident.reporter()).filter(User::isVip).isPresent();
		int tier = this.cmdb.items(incident.cis()).stream().mapToInt(ConfigurationItem::tier).min().orElse(0);
		String category = categoryPath(incident.id()).stream().findFirst().orElse(null);
		PriorityCase facts = new PriorityCase(vip, tier, category, decided, this.priorities.priorities());
		this.rules.apply("incident/priority-modifiers", facts);
		return facts.priority();
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
			this.tickets.note(id, "割り当て / Assignment: " + reason, false);
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
	 * the comment, or an earlier public note he has not answered.
	 */
	void hold(UUID id, String reason, @Nullable String comment) {
		String question = (comment != null) ? comment.strip() : "";
		if (Incident.AWAITING_CALLER.equals(reason) && question.isEmpty() && !this.tickets.awaitsReporter(id)) {
			throw Refusal.invalid("comment", "question_required");
		}
		this.incidents.save(incident(id).hold(reason, this.stamps.now()));
		if (!question.isEmpty()) {
			this.tickets.note(id, question, Incident.AWAITING_CALLER.equals(reason));
		}
	}

	void resume(UUID id) {
		this.incidents.save(incident(id).resume(this.stamps.now()));
	}

	void remindOfHold(UUID id) {
		this.tickets.note(id, "保留が続いています / Still on hold", false);
	}

	void resolve(UUID id, String resolution, String code) {
		Stamp stamp = this.stamps.now();
		Incident incident = this.incidents.save(incident(id).resolve(resolution, code, stamp));
		if (incident.isMajor()) {
			this.process.majorResolved(id);
		}
		this.events.publishEvent(new ParentResolved(stamp.tenant(), id));
	}

	void resolveByParent(UUID id) {
		this.incidents.save(incident(id).resolve("親インシデントの解決に伴う / Resolved with the parent incident",
				Incident.BY_PARENT, this.stamps.now()));
	}

	void reopen(UUID id, String reason) {
		Incident incident = this.incidents.save(incident(id).reopen(this.stamps.now()));
		this.tickets.note(id, "再開 / Reopened: " + reason, true);
		if (incident.isMajor()) {
			this.process.majorReopened(id);
		}
	}

	Instant autoCloseAt(UUID id) {
		return WorkingDays.after(incident(id).resolved().orElseGet(this.clock::instant), CONFIRMATION_DAYS);
	}

	/** Not an incident, or one that another records already. */
	void cancel(UUID id, String reason, @Nullable String duplicateOf) {
		if (duplicateOf != null && !duplicateOf.isBlank()) {
			this.tickets.link(id, original(duplicateOf.strip()), LinkType.DUPLICATE_OF);
		}
		this.tickets.note(id, "取消 / Cancelled: " + reason, true);
		this.incidents.save(incident(id).resume(this.stamps.now()));
	}

	private UUID original(String idOrNumber) {
		try {
			return this.tickets.readable(this.tickets.idOf(idOrNumber, "duplicate_of")).id();
		}
		catch (Refusal refusal) {
			throw (refusal.kind() == Refusal.Kind.NOT_FOUND) ? Refusal.invalid("duplicate_of", "unknown_ticket")
					: refusal;
		}
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
		this.tickets.note(id, "再分類 / Reclassified: " + reason, false);
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
		return (text == null || text.isEmpty()) ? null : uuid(text, field);
	}

	static UUID uuid(String text, String field) {
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid(field, "wrong_type", "uuid");
		}
	}

}
