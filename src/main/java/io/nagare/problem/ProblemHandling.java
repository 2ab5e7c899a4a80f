package io.nagare.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.incident.Incident;
import io.nagare.incident.IncidentReopened;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.shared.TicketRef;
import io.nagare.shared.Times;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.sla.TicketClocks;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.TicketsLinked;

/** What the process does to a problem, behind its lifecycle. */
@Component
@Transactional
public class ProblemHandling {

	private final ProblemRepository problems;

	private final TicketRecords records;

	private final ProblemProcess process;

	private final Directory directory;

	private final Tickets tickets;

	private final TicketClocks clocks;

	private final ServiceLevels serviceLevels;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Stamps stamps;

	private final ApplicationEventPublisher events;

	ProblemHandling(ProblemRepository problems, TicketRecords records, ProblemProcess process, Directory directory,
			Tickets tickets, TicketClocks clocks, ServiceLevels serviceLevels, TicketAccess access,
			CurrentCaller callers, Stamps stamps, ApplicationEventPublisher events) {
		this.problems = problems;
		this.records = records;
		this.process = process;
		this.directory = directory;
		this.tickets = tickets;
		this.clocks = clocks;
		this.serviceLevels = serviceLevels;
		this.access = access;
		this.callers = callers;
		this.stamps = stamps;
		this.events = events;
	}

	/** The problem as the process sees it, whoever asks. */
	public Problem problem(UUID id) {
		return this.records.get(Problem.class, id);
	}

	public List<Problem> problems(Collection<UUID> ids) {
		return this.problems.findAllByIdIn(ids);
	}

	/** The incidents that it caused. */
	@Transactional(readOnly = true)
	List<UUID> incidentsOf(UUID id) {
		return this.problems.incidentsOf(id);
	}

	/** What stands for a cancelled problem; empty where nothing does. */
	@Transactional(readOnly = true)
	Optional<TicketRef> originalOf(UUID id) {
		return this.problems.originalOf(id).map((original) -> problem(original).ref());
	}

	void agreeServiceLevels(UUID id) {
		this.clocks.agree(id);
	}

	/** The problem is worth an analysis. Who took it keeps it where nobody is named. */
	void assess(UUID id, @Nullable String teamId, @Nullable String assigneeId) {
		UUID team = given(teamId).map((text) -> Tickets.uuid(text, "team_id")).orElse(null);
		UUID assignee = given(assigneeId).map((text) -> Tickets.uuid(text, "assignee_id")).orElse(null);
		if (team == null && assignee == null) {
			return;
		}
		if (team != null && this.directory.team(team).filter(Team::isActive).isEmpty()) {
			throw Refusal.invalid("team_id", "unknown_team");
		}
		if (assignee != null) {
			this.access.requireAgent(assignee, "assignee_id");
		}
		Problem problem = problem(id);
		this.problems
			.save(problem.assign((team != null) ? team : problem.team().orElse(null), assignee, this.stamps.now()));
	}

	boolean mayReassign(UUID id) {
		Problem problem = problem(id);
		return problem.phase().isActive() && (problem.team().isPresent() || problem.assignee().isPresent());
	}

	/**
	 * Another team or person has it, at the step where it is; the caller himself where
	 * neither is named.
	 */
	void reassign(UUID id, @Nullable String teamId, @Nullable String assigneeId, String reason) {
		boolean named = given(teamId).isPresent() || given(assigneeId).isPresent();
		assess(id, teamId, named ? assigneeId : this.callers.require().userId().toString());
		this.tickets.note(id, Texts.both("problem.note.reassigned") + ": " + reason, false);
		this.tickets.refreshTasks(id);
	}

	/** Another problem stands for it, which is not given up itself. */
	void duplicate(UUID id, String duplicateOf) {
		this.tickets.linkToOriginal(id, duplicateOf);
	}

	void cancel(UUID id, String reason) {
		this.tickets.note(id, Texts.both("ticket.note.cancelled") + ": " + reason, true);
	}

	void recordCause(UUID id, String rootCause, String causeCode) {
		this.problems.save(problem(id).foundCause(rootCause, causeCode, this.stamps.now()));
	}

	/** The problem is a known error from now on, and its incidents are told. */
	void publishWorkaround(UUID id, String symptom, String workaround, boolean resume) {
		Stamp stamp = this.stamps.now();
		this.problems.save(problem(id).publish(symptom, workaround, stamp));
		this.events.publishEvent(new WorkaroundPublished(stamp.tenant(), id, null, resume));
	}

	/** An incident turns out to be of a problem, and hears of its workaround. */
	@EventListener
	void on(TicketsLinked linked) {
		UUID incident = linked.source().id();
		UUID problem = linked.target().id();
		if (linked.type() == LinkType.CAUSED_BY && linked.source().kind().equals(Incident.KIND)
				&& linked.target().kind().equals(Problem.KIND)) {
			offerWorkaround(problem(problem), incident);
		}
	}

	/** An incident hears what it did not while it was resolved. */
	@EventListener
	void on(IncidentReopened reopened) {
		this.problems.behind(reopened.incident())
			.forEach((problem) -> offerWorkaround(problem(problem), reopened.incident()));
	}

	private void offerWorkaround(Problem problem, UUID incident) {
		if (problem.offersWorkaround()) {
			this.events.publishEvent(new WorkaroundPublished(Tenancy.require(), problem.id(), incident, false));
		}
	}

	void resolve(UUID id, String resolution) {
		Stamp stamp = this.stamps.now();
		this.problems.save(problem(id).resolve(resolution, stamp));
		this.events.publishEvent(new ProblemResolved(stamp.tenant(), id));
	}

	void fixFailed(UUID id, String reason) {
		this.problems.save(problem(id).failedFix(this.stamps.now()));
		this.clocks.agree(id);
		this.tickets.note(id, Texts.both("problem.note.fix_failed") + ": " + reason, false);
	}

	boolean mayProposeRisk(UUID id) {
		Problem problem = problem(id);
		return problem.phase() == Phase.IN_WORK && !problem.isRiskProposed();
	}

	void proposeRisk(UUID id, String reason, String reviewDate) {
		if (problem(id).isRiskProposed()) {
			throw Refusal.conflict("action", "risk_proposed_already");
		}
		this.problems.save(problem(id).proposeRisk(reason, future(reviewDate), this.stamps.now()));
		this.tickets.note(id, Texts.both("problem.note.risk_proposed") + ": " + reason, false);
	}

	void approveRisk(UUID id, @Nullable String reason) {
		Problem problem = this.problems.save(problem(id).acceptRisk(this.stamps.now()));
		livedWith(problem);
		noteRisk(id, Texts.both("problem.note.risk_accepted"), reason);
	}

	private void livedWith(Problem problem) {
		this.events.publishEvent(new ProblemGivenUp(Tenancy.require(), problem.id(), problem.number()));
	}

	void rejectRisk(UUID id, @Nullable String reason) {
		this.problems.save(problem(id).rejectRisk(this.stamps.now()));
		noteRisk(id, Texts.both("problem.note.risk_rejected"), reason);
	}

	/** The risk is accepted until another day; without one no longer. */
	void reviewRisk(UUID id, @Nullable String reviewDate, @Nullable String reason) {
		Problem problem = problem(id);
		Stamp stamp = this.stamps.now();
		Optional<LocalDate> next = given(reviewDate).map(this::future);
		if (next.isPresent()) {
			livedWith(this.problems.save(problem.reviewOn(next.get(), stamp)));
		}
		else {
			this.problems.save(problem.endRisk(stamp));
		}
		noteRisk(id, Texts.both("problem.note.risk_reviewed"), reason);
	}

	private void noteRisk(UUID id, String what, @Nullable String reason) {
		given(reason).ifPresent((text) -> this.tickets.note(id, what + ": " + text, false));
	}

	/** The beginning of the day of the review, where the tenant is. */
	Instant riskReviewAt(UUID id) {
		return problem(id).riskReviewDate()
			.orElseThrow(Refusal::notFound)
			.atStartOfDay(this.serviceLevels.zone())
			.toInstant();
	}

	private LocalDate future(String date) {
		try {
			LocalDate day = Times.day(date.strip());
			if (!day.isAfter(LocalDate.ofInstant(this.stamps.now().at(), this.serviceLevels.zone()))) {
				throw Refusal.invalid("review_date", "future");
			}
			return day;
		}
		catch (DateTimeException ex) {
			throw Refusal.invalid("review_date", "wrong_type", "date");
		}
	}

	/**
	 * A closed problem is looked at again; of one given up, those hear who wait for it.
	 */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.ticket().kind().equals(Problem.KIND) && changed.phase() == Phase.CLOSED) {
			this.process.closed(changed.ticket().id());
		}
		if (changed.ticket().kind().equals(Problem.KIND) && changed.phase() == Phase.CANCELLED) {
			this.events
				.publishEvent(new ProblemGivenUp(changed.tenant(), changed.ticket().id(), changed.ticket().number()));
		}
	}

	private static Optional<String> given(@Nullable String text) {
		return Optional.ofNullable(text).filter((given) -> !given.isBlank());
	}

}
