package io.nagare.change;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Versioned;
import io.nagare.sla.ClockView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.ActionView;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketActions;
import io.nagare.ticket.TicketParts;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.FormField;

/** A change with all that hangs on it; what makes changes a type of tickets. */
@Component
public class ChangeDetails implements TicketType {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm")
		.withZone(ZoneId.of("Asia/Tokyo"));

	private static final String CONCERNING = """
			SELECT c.id FROM changes c WHERE c.tenant_id = :tenant AND c.implementer_id = :me
			UNION ALL
			SELECT s.change_id FROM change_tasks s WHERE s.tenant_id = :tenant AND s.assignee_id = :me
			UNION ALL
			SELECT r.change_id FROM change_rounds r JOIN change_seats s ON s.round_id = r.id
			 WHERE r.tenant_id = :tenant AND r.outcome IS NULL AND (s.member_id = :me OR s.holder_id = :me)""";

	/** Those whom the models name, by their word. */
	private static final Map<String, Function<Ticket, Set<UUID>>> ACTORS = Map.of("implementers",
			(change) -> ((Change) change).implementers(), "authorisers", (change) -> ((Change) change).authorisers());

	private final Changes changes;

	private final TicketRecords records;

	private final Conflicts conflicts;

	private final StandardModels models;

	private final TicketParts parts;

	private final Tickets tickets;

	private final TicketActions actions;

	private final CurrentCaller callers;

	private final ServiceLevels serviceLevels;

	ChangeDetails(Changes changes, TicketRecords records, Conflicts conflicts, StandardModels models, TicketParts parts,
			Tickets tickets, TicketActions actions, CurrentCaller callers, ServiceLevels serviceLevels) {
		this.changes = changes;
		this.records = records;
		this.conflicts = conflicts;
		this.models = models;
		this.parts = parts;
		this.tickets = tickets;
		this.actions = actions;
		this.callers = callers;
		this.serviceLevels = serviceLevels;
	}

	@Override
	public String kind() {
		return Change.KIND;
	}

	@Override
	public String path() {
		return "changes";
	}

	/**
	 * The change of that id or number, in one transaction.
	 * @throws Refusal NOT_FOUND where the caller may not read it, or it is no change
	 */
	@Transactional(readOnly = true)
	public Detail detail(String idOrNumber) {
		UUID id = this.tickets.readable(this.tickets.idOf(idOrNumber, "id")).id();
		ChangeView change = view(id);
		boolean internal = this.callers.require().may("change:read");
		return new Detail(change, this.changes.tasks(id), internal ? this.changes.votes(id) : List.of(),
				internal ? this.parts.history(id) : List.of(), this.parts.notes(id, internal),
				this.parts.attachments(id), this.parts.links(id), this.actions.views(id),
				this.serviceLevels.clocks(id));
	}

	@Override
	public ChangeView view(UUID ticketId) {
		return this.changes.one(ticketId);
	}

	@Override
	public String priorityTable() {
		return "sla-targets";
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> formContext(UUID ticketId) {
		ChangeView change = this.changes.one(ticketId);
		Change record = this.records.get(Change.class, ticketId);
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("window", time(change.plannedStart()) + " – " + time(change.plannedEnd()));
		context.put("risk", (change.risk() != null)
				? change.risk() + " (" + change.likelihood() + " × " + change.impact() + ")" : "");
		context.put("plan", text(change.implementationPlan()));
		context.put("backout", text(change.backoutPlan()));
		context.put("conflicts",
				Stream
					.concat(lostStanding(record),
							this.conflicts.shownTo(this.callers.require(), record)
								.stream()
								.map((conflict) -> conflict.kind() + ": " + conflict.other().label() + " "
										+ time(conflict.overlapStart()) + " – " + time(conflict.overlapEnd())))
					.collect(Collectors.joining("\n")));
		context.put("steps",
				this.changes.tasks(ticketId)
					.stream()
					.filter((task) -> task.actualEnd() == null)
					.map((task) -> new FormField.Option(task.id().toString(), task.title()))
					.toList());
		return context;
	}

	private Stream<String> lostStanding(Change change) {
		return this.models.noLongerVouchFor(change)
				? this.models.followedBy(change).stream().map((model) -> "standing_lost: " + model.name())
				: Stream.empty();
	}

	@Override
	public Map<String, Function<Ticket, Set<UUID>>> actors() {
		return ACTORS;
	}

	/**
	 * Those who carry it out, and those whose seat waits for a vote, or who sit there for
	 * them.
	 */
	@Override
	public Optional<String> concerning() {
		return Optional.of(CONCERNING);
	}

	private static String time(@Nullable Instant at) {
		return (at != null) ? TIME.format(at) : "";
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/**
	 * A change with its steps, votes, journal, notes, files, links, and what the caller
	 * may do.
	 */
	public record Detail(@JsonUnwrapped ChangeView change, List<Changes.Task> tasks, List<Changes.SeatView> votes,
			List<TicketParts.Change> history, List<TicketParts.Note> workNotes,
			List<TicketParts.Attachment> attachments, List<TicketParts.Link> links, List<ActionView> actions,
			List<ClockView> sla) implements Versioned {

		@Override
		public long version() {
			return this.change.version();
		}

	}

}
