package io.nagare.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.identity.Team;
import io.nagare.shared.Versioned;
import io.nagare.sla.ClockView;
import io.nagare.sla.ServiceLevels;
import io.nagare.sla.SlaCase;
import io.nagare.ticket.ActionView;
import io.nagare.ticket.Practice;
import io.nagare.ticket.TicketActions;
import io.nagare.ticket.TicketParts;
import io.nagare.ticket.Tickets;

/** A problem with all that hangs on it; what makes problems a practice. */
@Component
@Transactional(readOnly = true)
public class ProblemDetails implements Practice {

	/** Whom the models name so: who proposed that the risk be accepted. */
	private static final String PROPOSER = "proposer";

	private final Problems problems;

	private final ProblemHandling handling;

	private final ProblemManagement management;

	private final TicketParts parts;

	private final Tickets tickets;

	private final TicketActions actions;

	private final CurrentCaller callers;

	private final ServiceLevels serviceLevels;

	private final Cmdb cmdb;

	private final Directory directory;

	ProblemDetails(Problems problems, ProblemHandling handling, ProblemManagement management, TicketParts parts,
			Tickets tickets, TicketActions actions, CurrentCaller callers, ServiceLevels serviceLevels, Cmdb cmdb,
			Directory directory) {
		this.problems = problems;
		this.handling = handling;
		this.management = management;
		this.parts = parts;
		this.tickets = tickets;
		this.actions = actions;
		this.callers = callers;
		this.serviceLevels = serviceLevels;
		this.cmdb = cmdb;
		this.directory = directory;
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

	@Override
	public List<SlaCase> slaCases(Collection<UUID> ticketIds) {
		List<Problem> problems = this.handling.problems(ticketIds);
		Map<UUID, Integer> tiers = this.cmdb.items(problems.stream().flatMap((one) -> one.cis().stream()).toList())
			.stream()
			.collect(Collectors.toMap(ConfigurationItem::id, ConfigurationItem::tier));
		return problems.stream().map((problem) -> slaCase(problem, tiers)).toList();
	}

	private SlaCase slaCase(Problem problem, Map<UUID, Integer> tiers) {
		Optional<Team> team = problem.team().flatMap(this.directory::team);
		return new SlaCase(problem.id(), Problem.KIND, problem.priority(),
				problem.category()
					.map(this.directory::categoryPath)
					.flatMap((path) -> path.stream().findFirst())
					.orElse(null),
				problem.cis()
					.stream()
					.flatMap((ci) -> Stream.ofNullable(tiers.get(ci)))
					.min(Integer::compare)
					.orElse(0),
				false, false, team.map(Team::name).orElse(null), team.map(Team::id).orElse(null), problem.created());
	}

	@Override
	@Transactional
	public void raisePriority(UUID ticketId, String reason) {
		List<String> scale = this.management.priorities();
		int rank = this.management.rank(this.handling.problem(ticketId).priority());
		if (rank > 0) {
			this.handling.rank(ticketId, scale.get(rank - 1), rank - 1, reason);
		}
	}

	@Override
	@Transactional
	public void handOver(UUID ticketId, UUID team, String reason) {
		this.handling.handOver(ticketId, team, reason);
	}

	@Override
	public Map<String, Object> formContext(UUID ticketId) {
		return Map.of();
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
	public boolean isShelved(UUID ticketId) {
		return this.handling.isShelved(ticketId);
	}

	@Override
	public Set<String> actorWords() {
		return Set.of(PROPOSER);
	}

	@Override
	public boolean isActor(String word, UUID user, UUID ticketId) {
		return word.equals(PROPOSER) && this.handling.problem(ticketId).isRiskProposedBy(user);
	}

}
