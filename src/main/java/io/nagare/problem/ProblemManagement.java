package io.nagare.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.incident.Incident;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.LinkType;
import io.nagare.ticket.Stamp;
import io.nagare.ticket.Stamps;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketClocks;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Decisions;

/** Opening problems, and changing what needs no step of the process. */
@Component
@Transactional
public class ProblemManagement {

	/** The table whose words and order problems use for their priority. */
	static final String TABLE = "incident-priority";

	private static final String PRIORITY = "medium";

	private static final int LONGEST_TITLE = 500;

	private final ProblemRepository problems;

	private final ProblemProcess process;

	private final Decisions decisions;

	private final Cmdb cmdb;

	private final Directory directory;

	private final Tickets tickets;

	private final TicketClocks clocks;

	private final CurrentCaller callers;

	private final Stamps stamps;

	ProblemManagement(ProblemRepository problems, ProblemProcess process, Decisions decisions, Cmdb cmdb,
			Directory directory, Tickets tickets, TicketClocks clocks, CurrentCaller callers, Stamps stamps) {
		this.problems = problems;
		this.process = process;
		this.decisions = decisions;
		this.cmdb = cmdb;
		this.directory = directory;
		this.tickets = tickets;
		this.clocks = clocks;
		this.callers = callers;
		this.stamps = stamps;
	}

	/**
	 * Opens a problem and runs its process to the first wait.
	 * @return its id
	 * @throws Refusal naming every field that is wrong
	 */
	public UUID report(ProblemFields fields) {
		Caller caller = this.callers.require();
		caller.demand("problem:create");
		List<Refusal.Detail> wrong = new ArrayList<>();
		fields.others().keySet().forEach((name) -> wrong.add(Refusal.Detail.of(name, "unknown_field")));
		if (!fields.title().isPresent()) {
			wrong.add(Refusal.Detail.of("title", "required"));
		}
		check(fields, wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		Problem problem = problem(fields.title().get(), null, caller.userId(),
				fields.priority().orElse(defaultPriority()));
		start(problem.edit(fields, this.stamps.now()), given(fields.incidentIds()).orElse(List.of()));
		return problem.id();
	}

	/**
	 * Opens a problem that other tickets gave away; nobody in particular asks for it.
	 * @param title cut where it is too long
	 * @param like the ticket whose reporter, priority, category and items it takes over
	 * @param incidents the incidents that it caused
	 */
	Problem open(String title, String description, Ticket like, List<UUID> incidents) {
		Problem problem = problem(cut(title), description, like.reporter(), like.priority());
		start(problem.concernedWith(like.category().orElse(null), like.cis(), like.isConfidential(), this.stamps.now()),
				incidents);
		return problem;
	}

	private static String cut(String title) {
		return (title.codePointCount(0, title.length()) <= LONGEST_TITLE) ? title
				: title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
	}

	private Problem problem(String title, @Nullable String description, UUID reporter, String priority) {
		return new Problem(this.problems.nextNumber(), title, description, reporter, priority, rank(priority),
				this.stamps.now());
	}

	private void start(Problem problem, List<UUID> incidents) {
		this.problems.save(problem);
		blame(problem.id(), incidents);
		this.process.reported(problem.id());
		this.tickets.flush();
	}

	/** Links the incidents that a problem caused to it. */
	void blame(UUID problem, Collection<UUID> incidents) {
		// always in the same order, so that two who link the same ones do not wait for
		// each other
		incidents.stream()
			.distinct()
			.sorted()
			.forEach((incident) -> this.tickets.link(incident, problem, LinkType.CAUSED_BY));
	}

	/** The words of priority, the highest first. */
	List<String> priorities() {
		return this.decisions.allowedValues(TABLE, "priority");
	}

	/** A priority's place; 0 is the highest. */
	int rank(String priority) {
		return Math.max(0, priorities().indexOf(priority));
	}

	/** The middle of another table's scale. */
	private String defaultPriority() {
		List<String> priorities = priorities();
		return priorities.contains(PRIORITY) ? PRIORITY : priorities.get(priorities.size() / 2);
	}

	private void check(ProblemFields fields, List<Refusal.Detail> wrong) {
		given(fields.priority()).filter((word) -> !priorities().contains(word))
			.ifPresent((word) -> wrong
				.add(Refusal.Detail.of("priority", "not_a_choice", String.join(", ", priorities()))));
		given(fields.categoryId()).filter((id) -> this.directory.category(id).filter((one) -> one.isActive()).isEmpty())
			.ifPresent((id) -> wrong.add(Refusal.Detail.of("category_id", "unknown_category")));
		given(fields.ciIds()).filter((ids) -> this.cmdb.items(ids).size() < ids.stream().distinct().count())
			.ifPresent((ids) -> wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci")));
		given(fields.incidentIds()).filter((ids) -> !ids.stream().allMatch(this::isIncident))
			.ifPresent((ids) -> wrong.add(Refusal.Detail.of("incident_ids", "unknown_ticket")));
	}

	private boolean isIncident(UUID id) {
		try {
			return this.tickets.readable(id).kind().equals(Incident.KIND);
		}
		catch (Refusal refusal) {
			return false;
		}
	}

	private static <T> Optional<T> given(JsonNullable<? extends @Nullable T> field) {
		return field.isPresent() ? Optional.ofNullable(field.get()) : Optional.empty();
	}

	/**
	 * Takes a problem to edit it.
	 * @throws Refusal CONFLICT where it has ended, STALE where the caller saw another
	 * version
	 */
	Problem takeForEdit(UUID id, IfMatch ifMatch) {
		Problem problem = this.tickets.take(Problem.class, id);
		ifMatch.check(problem.version());
		if (problem.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", problem.status());
		}
		return problem;
	}

	/** Changes fields that need no process. */
	void edit(Problem problem, ProblemFields fields) {
		this.callers.require().demand("problem:work");
		List<Refusal.Detail> wrong = new ArrayList<>();
		check(fields, wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		Stamp stamp = this.stamps.now();
		this.problems.save(problem.edit(fields, stamp));
		if (fields.categoryId().isPresent() || fields.ciIds().isPresent()) {
			this.clocks.agree(problem.id());
		}
		List<UUID> known = this.problems.incidentsOf(problem.id());
		blame(problem.id(),
				given(fields.incidentIds()).orElse(List.of())
					.stream()
					.filter((incident) -> !known.contains(incident))
					.toList());
		this.tickets.refreshTasks(problem.id());
	}

}
