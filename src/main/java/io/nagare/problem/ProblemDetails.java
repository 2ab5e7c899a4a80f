package io.nagare.problem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.Versioned;
import io.nagare.sla.ClockView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.ActionView;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketActions;
import io.nagare.ticket.TicketParts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;

/** A problem with all that hangs on it; what makes problems a type of tickets. */
@Component
@Transactional(readOnly = true)
public class ProblemDetails implements TicketType {

	/** Whom the models name so: who proposed that the risk be accepted. */
	private static final String PROPOSER = "proposer";

	private final Problems problems;

	private final TicketParts parts;

	private final Tickets tickets;

	private final TicketActions actions;

	private final CurrentCaller callers;

	private final ServiceLevels serviceLevels;

	ProblemDetails(Problems problems, TicketParts parts, Tickets tickets, TicketActions actions, CurrentCaller callers,
			ServiceLevels serviceLevels) {
		this.problems = problems;
		this.parts = parts;
		this.tickets = tickets;
		this.actions = actions;
		this.callers = callers;
		this.serviceLevels = serviceLevels;
	}

	@Override
	public String kind() {
		return Problem.KIND;
	}

	@Override
	public String path() {
		return "problems";
	}

	/**
	 * The problem of that id or number, in one transaction.
	 * @throws io.nagare.shared.Refusal NOT_FOUND where the caller may not read it, or it
	 * is no problem
	 */
	public Detail detail(String idOrNumber) {
		UUID id = this.tickets.readable(this.tickets.idOf(idOrNumber, "id")).id();
		ProblemView problem = view(id);
		boolean internal = this.callers.require().may("problem:read");
		return new Detail(problem, internal ? this.parts.history(id) : List.of(), this.parts.notes(id, internal),
				this.parts.attachments(id), this.parts.links(id), this.actions.views(id),
				this.serviceLevels.clocks(id));
	}

	@Override
	public ProblemView view(UUID ticketId) {
		return this.problems.one(ticketId);
	}

	/** A problem with its journal, notes, files, links, and what the caller may do. */
	public record Detail(@JsonUnwrapped ProblemView problem, List<TicketParts.Change> history,
			List<TicketParts.Note> workNotes, List<TicketParts.Attachment> attachments, List<TicketParts.Link> links,
			List<ActionView> actions, List<ClockView> sla) implements Versioned {

		@Override
		public long version() {
			return this.problem.version();
		}

	}

	@Override
	public String priorityTable() {
		return ProblemManagement.TABLE;
	}

	@Override
	public Map<String, Function<Ticket, Set<UUID>>> actors() {
		return Map.of(PROPOSER, (problem) -> ((Problem) problem).riskProposer().map(Set::of).orElse(Set.of()));
	}

	@Override
	public boolean isAgreedWithReporter() {
		return false;
	}

}
