package io.nagare.problem.cause;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.problem.Problem;
import io.nagare.problem.ProblemType;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.Stamp;

/**
 * What may be behind a problem: chains of whys, each answer the cause of the one before,
 * and causes of the kinds that are drawn as a fishbone.
 */
@Component
@Transactional
public class Causes {

	/** The kinds that there are. */
	public static final String KINDS = "why|people|procedure|equipment|software|environment|supplier";

	/** So many characters a cause has at most. */
	public static final int LONGEST = 2000;

	private final CauseRepository causes;

	private final ProblemType type;

	private final TicketService service;

	private final Tickets tickets;

	private final TicketWork work;

	Causes(CauseRepository causes, ProblemType type, TicketService service, Tickets tickets, TicketWork work) {
		this.causes = causes;
		this.type = type;
		this.service = service;
		this.tickets = tickets;
		this.work = work;
	}

	/**
	 * The causes of the problem of that id or number, oldest first.
	 * @throws Refusal NOT_FOUND where the caller may not read it, or it is no problem
	 */
	@Transactional(readOnly = true)
	public List<CauseView> of(String problem) {
		Ticket ticket = this.tickets.readable(problem, "id");
		if (!(ticket instanceof Problem)) {
			throw Refusal.notFound();
		}
		return this.causes.findAllByProblemIdOrderByCreatedAtAscIdAsc(ticket.id()).stream().map(Cause::view).toList();
	}

	/**
	 * Adds a cause.
	 * @param parent what it is the cause of; null for the problem itself
	 * @param kind {@code why} or a kind of the fishbone
	 * @throws Refusal CONFLICT where the problem has ended, STALE where the caller saw
	 * another version of it
	 */
	public CauseView add(String problem, @Nullable UUID parent, String kind, String statement, IfMatch ifMatch) {
		Problem taken = take(problem, ifMatch);
		if (parent != null && this.causes.findByIdAndProblemId(parent, taken.id()).isEmpty()) {
			throw Refusal.invalid("parent_id", "unknown_reference");
		}
		Stamp stamp = this.work.now();
		this.work.save(taken.explained(null, statement, stamp));
		return this.causes.save(new Cause(taken.id(), parent, kind, statement, stamp)).view();
	}

	/**
	 * Corrects what was written of a cause; what was said to be behind it stays.
	 * @throws Refusal NOT_FOUND where the problem has no such cause, CONFLICT where the
	 * problem has ended, STALE where the caller saw another version of it
	 */
	public CauseView correct(String problem, UUID cause, CauseChanges changes, IfMatch ifMatch) {
		Problem taken = take(problem, ifMatch);
		Cause named = this.causes.findByIdAndProblemId(cause, taken.id()).orElseThrow(Refusal::notFound);
		CauseView before = named.view();
		named.correct(changes);
		if (!before.equals(named.view())) {
			Stamp stamp = this.work.now();
			taken.explained(before.statement(), named.view().statement(), stamp).grew(stamp);
			this.work.save(taken);
		}
		return named.view();
	}

	/**
	 * Removes a cause, and everything that was said to be behind it.
	 * @throws Refusal NOT_FOUND where the problem has no such cause, STALE where the
	 * caller saw another version of the problem
	 */
	public void remove(String problem, UUID cause, IfMatch ifMatch) {
		Problem taken = take(problem, ifMatch);
		Cause named = this.causes.findByIdAndProblemId(cause, taken.id()).orElseThrow(Refusal::notFound);
		remove(taken, named, this.causes.findAllByProblemIdOrderByCreatedAtAscIdAsc(taken.id()));
		this.work.save(taken);
	}

	private void remove(Problem problem, Cause cause, List<Cause> all) {
		all.stream()
			.filter((other) -> cause.getId().equals(other.view().parentId()))
			.forEach((behind) -> remove(problem, behind, all));
		this.causes.deleteByIdAndProblemId(cause.getId(), problem.id());
		problem.explained(cause.view().statement(), null, this.work.now());
	}

	private Problem take(String problem, IfMatch ifMatch) {
		Problem taken = this.service.takeToEdit(this.type, problem, ifMatch);
		this.work.caller().demand("problem:work");
		return taken;
	}

	/**
	 * What a request corrects of a cause; what is absent stays.
	 *
	 * @param kind {@code why} or a kind of the fishbone
	 * @param statement one sentence
	 */
	public record CauseChanges(JsonNullable<@NotNull @Pattern(regexp = KINDS) String> kind,
			JsonNullable<@NotBlank @Size(max = LONGEST) String> statement) {
	}

	/**
	 * A cause in the API.
	 *
	 * @param parentId what it is the cause of; null for the problem itself
	 * @param kind {@code why} or a kind of the fishbone
	 * @param statement what people read
	 * @param createdBy who wrote it
	 */
	public record CauseView(UUID id, @Nullable UUID parentId, @Schema(allowableValues = {
			"why", "people", "procedure", "equipment", "software", "environment", "supplier" }) String kind,
			String statement, @Nullable UUID createdBy, Instant createdAt){
	}

}
