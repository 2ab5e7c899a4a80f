package io.nagare.ticket.action;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTriage;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
import io.nagare.workflow.Groups;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.Processes;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.TicketEngineService;
import io.nagare.workflow.WaitingDecision;
import io.nagare.workflow.WordList;

/** What the current caller may do to a ticket, and doing it. */
@Component
@Transactional
public class TicketActions {

	/** Why an assistant is refused what asks for a person's own word. */
	public static final String NEEDS_OWN_WORD = "needs_own_word";

	/** So many tasks are looked at for what waits for somebody. */
	private static final int MOST_WAITING = 500;

	private final Tickets tickets;

	private final TicketTriage triage;

	private final TicketAccess access;

	private final Processes processes;

	private final TicketEngineService engineService;

	private final TicketWork work;

	private final RetiredWords retired;

	TicketActions(Tickets tickets, TicketTriage triage, TicketAccess access, Processes processes,
			TicketEngineService engineService, TicketWork work, RetiredWords retired) {
		this.retired = retired;
		this.tickets = tickets;
		this.triage = triage;
		this.access = access;
		this.processes = processes;
		this.engineService = engineService;
		this.work = work;
	}

	/**
	 * What the current caller may do now, with the choices as they are for this ticket.
	 */
	public List<ActionView> views(UUID id) {
		return offers(id).stream().map(Offer::action).toList();
	}

	/**
	 * What the current caller may do now to each of the tickets, without the choices,
	 * read for all of them at once. A ticket that he may not read, or do anything to, has
	 * none.
	 */
	@Transactional(readOnly = true)
	public Map<UUID, List<ActionView>> views(Collection<UUID> ids) {
		Caller caller = this.work.caller();
		// before the models' questions about them, which then find them read
		List<Ticket> all = this.tickets.all(ids);
		Map<UUID, List<OpenAction>> open = this.processes.openActions(ids);
		return all.stream()
			.collect(Collectors.toMap(Ticket::id,
					(ticket) -> open.getOrDefault(ticket.id(), List.of())
						.stream()
						.filter((action) -> this.access.mayPerform(caller, ticket, action))
						.map((action) -> ActionView.of(action, Map.of()))
						.toList()));
	}

	/** The same, and which of it asks for his own word. */
	public List<Offer> offers(UUID id) {
		List<OpenAction> open = openTo(this.tickets.readable(id));
		boolean choices = fields(open).anyMatch((field) -> field.optionsFrom() != null);
		Map<String, Object> context = choices ? context(id, open) : Map.of();
		return open.stream()
			.map((action) -> new Offer(ActionView.of(action, context), action.asksForOwnWord()))
			.toList();
	}

	/** An open action with the choices as they are for the ticket, whoever may do it. */
	public ActionView view(UUID id, OpenAction action) {
		return ActionView.of(action, context(id, List.of(action)));
	}

	/** People are looked for by name, and not listed. */
	private Map<String, Object> context(UUID id, List<OpenAction> actions) {
		return this.engineService.formContext(id,
				fields(actions).flatMap((field) -> field.list().stream())
					.filter((list) -> list != ChoiceList.PEOPLE)
					.collect(Collectors.toSet()));
	}

	private static Stream<FormField> fields(List<OpenAction> actions) {
		return actions.stream().flatMap((action) -> action.fields().stream());
	}

	/** The open decisions, which a model asks of people that it names itself. */
	public List<DecisionView> decisions(UUID id) {
		List<OpenAction> open = openTo(this.tickets.readable(id)).stream().filter(OpenAction::isDecision).toList();
		Map<String, Object> context = open.isEmpty() ? Map.of() : context(id, open);
		return open.stream().map((action) -> DecisionView.of(action, context)).toList();
	}

	/**
	 * What asks the current caller for his own word now, on tickets of every type, the
	 * soonest due first.
	 */
	@Transactional(readOnly = true)
	public List<WaitingView> waiting() {
		Caller caller = this.work.caller();
		List<WaitingDecision> waits = this.processes.decisions(caller.username(), Groups.of(caller), MOST_WAITING);
		List<UUID> ids = waits.stream().map(WaitingDecision::ticketId).distinct().toList();
		Map<UUID, Ticket> all = this.tickets.all(ids)
			.stream()
			.collect(Collectors.toMap(Ticket::id, (ticket) -> ticket));
		Map<UUID, List<OpenAction>> open = this.processes.openActions(all.keySet());
		return waits.stream().filter((wait) -> {
			Ticket ticket = all.get(wait.ticketId());
			return ticket != null && open.getOrDefault(wait.ticketId(), List.of())
				.stream()
				.anyMatch((action) -> wait.offers(action) && this.access.mayPerform(caller, ticket, action)
						&& !this.access.isWithAnother(caller, ticket, action));
		})
			.map((wait) -> new WaitingView(Objects.requireNonNull(all.get(wait.ticketId())), wait.step(), wait.due()))
			.toList();
	}

	/**
	 * Whether one of them waits for that person, who does not look at the ticket.
	 * @throws Refusal NOT_FOUND where the tenant has no such ticket
	 */
	@Transactional(readOnly = true)
	public boolean waitsFor(Caller person, UUID id) {
		return openTo(person, this.work.get(Ticket.class, id)).stream().anyMatch(OpenAction::isDecision);
	}

	/**
	 * The first of the people who may perform the action, none of whom looks at the
	 * ticket.
	 * @throws Refusal NOT_FOUND where the tenant has no such ticket
	 */
	@Transactional(readOnly = true)
	public Optional<Caller> firstWhoMay(Stream<Caller> people, UUID id, Wanted wanted) {
		Ticket ticket = this.work.get(Ticket.class, id);
		List<OpenAction> open = this.processes.openActions(id, wanted.name()).stream().filter(wanted::is).toList();
		return people
			.filter((person) -> open.stream().anyMatch((action) -> this.access.mayPerform(person, ticket, action)))
			.findFirst();
	}

	private List<OpenAction> openTo(Ticket ticket) {
		return openTo(this.work.caller(), ticket);
	}

	private List<OpenAction> openTo(Caller caller, Ticket ticket) {
		return this.processes.openActions(ticket.id())
			.stream()
			.filter((action) -> this.access.mayPerform(caller, ticket, action))
			.toList();
	}

	/**
	 * Performs an action of that name.
	 * @throws Refusal NOT_FOUND where there is no such ticket for the caller,
	 * ACTION_NOT_OPEN telling what is open, FORBIDDEN where it is open to others only,
	 * STALE where the caller saw another version
	 */
	public void perform(UUID id, String name, Map<String, Object> fields, IfMatch ifMatch) {
		perform(this.work.take(id), new Wanted(name, null, fields), ifMatch);
	}

	/**
	 * The same for a ticket of the type, by id or number, which is shown as it then is;
	 * all in one transaction.
	 */
	public UUID perform(TicketType<?, ?> type, String idOrNumber, Wanted wanted, IfMatch ifMatch) {
		Ticket ticket = this.work.take(type, idOrNumber);
		perform(ticket, wanted, ifMatch);
		return ticket.id();
	}

	private void perform(Ticket ticket, Wanted wanted, IfMatch ifMatch) {
		ifMatch.check(ticket.version());
		OpenAction action = openTo(ticket,
				this.processes.openActions(ticket.id(), wanted.name()).stream().filter(wanted::is).toList());
		if (wanted.byAssistant() && action.asksForOwnWord()) {
			throw Refusal.forbidden("action", NEEDS_OWN_WORD, (action.taskName() != null) ? action.taskName()
					: action.label().in(LocaleContextHolder.getLocale()));
		}
		perform(ticket.id(), action, wanted.fields());
	}

	/**
	 * Performs the decision of that name.
	 * @throws Refusal ACTION_NOT_OPEN where no decision of that name is open, FORBIDDEN
	 * where it is open to others only
	 */
	public void decide(UUID id, String name, Map<String, Object> fields) {
		Ticket ticket = this.work.take(id);
		perform(ticket, this.processes.openActions(id, name).stream().filter(OpenAction::isDecision).toList(), fields);
	}

	/**
	 * Performs the one of the actions that is open to the caller. The ticket was taken
	 * before, whichever way the caller came in.
	 * @throws Refusal ACTION_NOT_OPEN where there are none, FORBIDDEN where they are open
	 * to others only
	 */
	public void perform(Ticket ticket, List<OpenAction> named, Map<String, Object> fields) {
		perform(ticket.id(), openTo(ticket, named), fields);
	}

	private OpenAction openTo(Ticket ticket, List<OpenAction> named) {
		Caller caller = this.work.caller();
		return named.stream()
			.filter((candidate) -> this.access.mayPerform(caller, ticket, candidate))
			.findFirst()
			.orElseThrow(() -> named.isEmpty() ? Refusal.actionNotOpen(names(openTo(ticket)))
					: caller.lacking(ticket.kind() + ":work"));
	}

	/**
	 * Performs the one open action that leads to the status. The ticket was taken before.
	 * @throws Refusal ACTION_NOT_OPEN where none leads there, or several do, telling them
	 */
	public void performLeadingTo(Ticket ticket, String status, Map<String, Object> fields) {
		List<OpenAction> leading = leadingTo(ticket, status);
		if (leading.size() != 1) {
			throw Refusal.actionNotOpen(names(leading.isEmpty() ? openTo(ticket) : leading));
		}
		perform(ticket.id(), leading.get(0), fields);
		if (!ticket.status().equals(status)) {
			throw Refusal.actionNotOpen(names(leading));
		}
	}

	private List<OpenAction> leadingTo(Ticket ticket, String status) {
		return openTo(ticket).stream().filter((action) -> action.leadsTo().get().contains(status)).toList();
	}

	/** Whether an open action that leads to the status takes the field. */
	public boolean takesOnTheWayTo(Ticket ticket, String status, String field) {
		return leadingTo(ticket, status).stream()
			.flatMap((action) -> action.fields().stream())
			.anyMatch((taken) -> taken.key().equals(field));
	}

	/**
	 * Performs the one open action that gives the ticket to somebody. The ticket was
	 * taken before.
	 */
	public void performGiving(Ticket ticket, Map<String, Object> fields) {
		List<OpenAction> giving = openTo(ticket).stream()
			.filter((action) -> action.fields().stream().anyMatch((field) -> field.key().equals("assignee_id")))
			.toList();
		if (giving.size() != 1) {
			throw Refusal.actionNotOpen(names(giving.isEmpty() ? openTo(ticket) : giving));
		}
		perform(ticket.id(), giving.get(0), fields);
	}

	/**
	 * Performs what a PATCH says beside plain fields: a status performs the one open
	 * action that leads there, a team or assignee the one that gives the ticket, some
	 * fields an action of their own; all else are the action's fields. The same status,
	 * team or assignee again performs nothing. The ticket was taken before.
	 * @param own the actions of those fields that have one
	 * @throws Refusal VALIDATION_FAILED where a field is empty, or belongs to no action
	 */
	public void performSaid(Ticket ticket, Map<String, @Nullable Object> fields, Map<String, String> own) {
		Map<String, @Nullable Object> said = new LinkedHashMap<>(fields);
		dropUnchanged(ticket, said);
		Map<String, Object> given = given(said);
		Object status = given.remove("status");
		if (status != null && !(status instanceof String)) {
			throw Refusal.invalid("status", "wrong_type", "string");
		}
		if (status != null && !status.equals(ticket.status())) {
			this.retired.wrong("status", WordList.STATUSES, (String) status).ifPresent((wrong) -> {
				throw Refusal.invalid(List.of(wrong));
			});
			performLeadingTo(ticket, (String) status, given);
		}
		else if (given.containsKey("assignee_id") || given.containsKey("team_id")) {
			performGiving(ticket, given);
		}
		else if (!given.isEmpty()) {
			String action = given.keySet()
				.stream()
				.filter(own::containsKey)
				.map(own::get)
				.findFirst()
				.orElseThrow(() -> Refusal
					.invalid(given.keySet().stream().map((key) -> Refusal.Detail.of(key, "unknown_field")).toList()));
			perform(ticket, new Wanted(action, null, given), IfMatch.ANY);
		}
	}

	/**
	 * What a PATCH repeats of who has the ticket gives it to nobody. With another team
	 * the same person is said on purpose, and the other way round.
	 */
	private static void dropUnchanged(Ticket ticket, Map<String, @Nullable Object> fields) {
		// null says nothing of the status
		fields.remove("status", null);
		Map<String, Optional<String>> hands = Map.of("assignee_id", ticket.assignee().map(UUID::toString), "team_id",
				ticket.team().map(UUID::toString));
		hands.forEach((key, present) -> {
			if (present.isEmpty()) {
				fields.remove(key, null);
			}
		});
		if (hands.entrySet()
			.stream()
			.allMatch((hand) -> !fields.containsKey(hand.getKey())
					|| hand.getValue().filter((present) -> present.equals(fields.get(hand.getKey()))).isPresent())) {
			fields.keySet().removeAll(hands.keySet());
		}
	}

	/**
	 * Sets another priority against the tables, for a reason; its clocks are agreed anew.
	 * The ticket was taken before.
	 * @param reason as a PATCH says it
	 * @throws Refusal FORBIDDEN without the permission to override, VALIDATION_FAILED
	 * without a reason
	 */
	public void override(Ticket ticket, String priority, @Nullable Object reason) {
		if (!this.work.caller().may(ticket.kind() + ":override_priority")) {
			throw Refusal.forbidden("priority", "override_not_allowed");
		}
		if (reason != null && !(reason instanceof String)) {
			throw Refusal.invalid("reason", "wrong_type", "string");
		}
		if (reason == null || ((String) reason).isBlank()) {
			throw Refusal.invalid("reason", "required");
		}
		this.triage.override(ticket, priority,
				Texts.label("ticket.note.priority_overridden").with(String.valueOf(reason)));
	}

	/** Nothing here can be emptied, and what is silently dropped is found much later. */
	private static Map<String, Object> given(Map<String, @Nullable Object> fields) {
		Map<String, Object> given = new LinkedHashMap<>();
		List<Refusal.Detail> empty = new ArrayList<>();
		fields.forEach((key, value) -> {
			if (value != null) {
				given.put(key, value);
			}
			else {
				empty.add(Refusal.Detail.of(key, "required"));
			}
		});
		if (!empty.isEmpty()) {
			throw Refusal.invalid(empty);
		}
		return given;
	}

	private void perform(UUID id, OpenAction action, Map<String, Object> fields) {
		Map<String, Object> given = new LinkedHashMap<>(fields);
		given.values().removeIf(Objects::isNull);
		this.processes.perform(id, action, given);
		this.work.flush();
	}

	private static List<String> names(List<OpenAction> actions) {
		return actions.stream().map(OpenAction::name).distinct().toList();
	}

	/** An action that the caller may perform, and whether it asks for his own word. */
	public record Offer(ActionView action, boolean asksForOwnWord) {
	}

	/**
	 * A decision that waits for the caller.
	 *
	 * @param ticket what it is about
	 * @param step what people call the task
	 * @param due when it is due; null for no due time
	 */
	public record WaitingView(Ticket ticket, Label step, @Nullable Instant due) {
	}

	/**
	 * An action that somebody asks for.
	 *
	 * @param element what waits for it in the model; null for whichever comes first that
	 * he may
	 * @param fields what its form was filled in with
	 * @param byAssistant whether a program asks that works out by itself what to do, and
	 * so gives nobody's word
	 */
	public record Wanted(String name, @Nullable String element, Map<String, Object> fields, boolean byAssistant) {

		public Wanted(String name, @Nullable String element, Map<String, Object> fields) {
			this(name, element, fields, false);
		}

		private boolean is(OpenAction action) {
			return this.element == null || this.element.equals(action.handle().elementId());
		}

	}

}
