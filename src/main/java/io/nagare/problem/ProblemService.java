package io.nagare.problem;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Texts;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.sla.TicketClocks;

/** How work on a problem is given away, goes on and ends. */
@Component
@Transactional
public class ProblemService {

	private final TicketWork work;

	private final TicketAccess access;

	private final TicketLinks links;

	private final TicketClocks clocks;

	ProblemService(TicketWork work, TicketAccess access, TicketLinks links, TicketClocks clocks) {
		this.work = work;
		this.access = access;
		this.links = links;
		this.clocks = clocks;
	}

	/** The problem as the process sees it, whoever asks. */
	public Problem problem(UUID id) {
		return this.work.get(Problem.class, id);
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
		if (team != null) {
			this.access.requireTeam(team, "team_id");
		}
		if (assignee != null) {
			this.access.requireAgent(assignee, Problem.KIND, "assignee_id");
		}
		Problem problem = problem(id);
		this.work.save(problem.assign((team != null) ? team : problem.team().orElse(null), assignee, this.work.now()));
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
		assess(id, teamId, named ? assigneeId : this.work.caller().userId().toString());
		this.work.note(id, Texts.label("problem.note.reassigned").with(reason), false);
	}

	/** Another problem stands for it, which is not given up itself. */
	void duplicate(UUID id, String duplicateOf) {
		this.links.linkToOriginal(id, duplicateOf);
	}

	void cancel(UUID id, String reason) {
		this.work.note(id, Texts.label("ticket.note.cancelled").with(reason), true);
	}

	void recordCause(UUID id, String rootCause, String causeCode) {
		this.work.save(problem(id).foundCause(rootCause, causeCode, this.work.now()));
	}

	void resolve(UUID id, String resolution) {
		Stamp stamp = this.work.now();
		this.work.save(problem(id).resolve(resolution, stamp));
		this.work.publish(new ProblemResolved(stamp.tenant(), id));
	}

	void fixFailed(UUID id, String reason) {
		this.work.save(problem(id).failedFix(this.work.now()));
		this.clocks.agree(id);
		this.work.note(id, Texts.label("problem.note.fix_failed").with(reason), false);
	}

	private static Optional<String> given(@Nullable String text) {
		return Optional.ofNullable(text).filter((given) -> !given.isBlank());
	}

}
