package io.nagare.ticket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.directory.Caller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.sla.TicketClocks;
import io.nagare.workflow.FilledForm;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens tickets of all types, and changes what requests say of them. */
@Component
@Transactional
public class TicketService {

	/**
	 * By what service levels are agreed, of the fields that are written without a step.
	 */
	private static final List<Function<TicketFields, JsonNullable<?>>> AGREED_BY = List.of(TicketFields::categoryId,
			TicketFields::ciIds, TicketFields::siteId, TicketFields::departmentId);

	private final TicketWork work;

	private final TicketTypes types;

	private final TicketFieldChecks checks;

	private final TicketClocks clocks;

	private final TicketActions actions;

	private final TicketQueries queries;

	private final ObjectMapper json;

	TicketService(TicketWork work, TicketTypes types, TicketFieldChecks checks, TicketClocks clocks,
			TicketActions actions, TicketQueries queries, ObjectMapper json) {
		this.work = work;
		this.types = types;
		this.checks = checks;
		this.clocks = clocks;
		this.actions = actions;
		this.queries = queries;
		this.json = json;
	}

	/**
	 * Opens a ticket for a part of the product that has its fields by name, as a request
	 * would say them.
	 * @return its id
	 * @throws Refusal naming every field that is wrong
	 */
	public UUID report(String kind, Map<String, ? extends @Nullable Object> fields) {
		return report(kind, fields, source());
	}

	/**
	 * The same of one that does not come from where the current request does.
	 */
	public UUID report(String kind, Map<String, ? extends @Nullable Object> fields, TicketSource source) {
		TicketType<?, ?> type = this.types.of(kind);
		return open(type, this.json.convertValue(fields, type.fields()), false, source);
	}

	/**
	 * Lets a ticket that has not ended concern more items, which nobody has chosen: what
	 * was agreed of its service levels stays.
	 * @param items that there are, beside those that it concerns already
	 * @param most of both together
	 * @throws Refusal NOT_FOUND where the caller may not read it, FORBIDDEN where he may
	 * not work on it
	 */
	public void concern(UUID id, List<UUID> items, int most) {
		Ticket ticket = this.work.take(id);
		this.work.caller().demand(ticket.kind() + ":work");
		List<UUID> before = ticket.cis();
		List<UUID> more = items.stream()
			.filter((item) -> !before.contains(item))
			.limit(Math.max(0, most - before.size()))
			.toList();
		if (!ticket.phase().isFinal() && !more.isEmpty()) {
			ticket.concern(Stream.concat(before.stream(), more.stream()).toList(), this.work.now());
			this.work.save(ticket);
		}
	}

	/**
	 * Opens a ticket whose form somebody filled in, and runs its process to the first
	 * wait.
	 * @return the ticket as it then is
	 * @throws Refusal naming every field that is wrong, FORBIDDEN for who may not report
	 */
	public TicketRow report(TicketType<?, ?> type, TicketFields fields) {
		return this.queries.one(type, open(type, fields, true, source()));
	}

	/**
	 * The same of one that comes from where nobody sees the form: a schedule, another
	 * ticket, another program's table. What the form alone demands may be lacking.
	 */
	public TicketRow reportUnseen(TicketType<?, ?> type, TicketFields fields) {
		return reportUnseen(type, fields, source());
	}

	/** The same of one that does not come from where the current request does. */
	public TicketRow reportUnseen(TicketType<?, ?> type, TicketFields fields, TicketSource source) {
		return this.queries.one(type, open(type, fields, false, source));
	}

	private <T extends Ticket, F extends TicketFields> UUID open(TicketType<T, F> type, TicketFields said,
			boolean filledIn, TicketSource source) {
		F fields = type.completed(type.fields().cast(said));
		Caller caller = this.work.caller();
		caller.demand(type.kind() + ":create");
		List<Refusal.Detail> wrong = new ArrayList<>();
		this.checks.checkReport(type, fields, caller, wrong);
		type.check(null, fields, caller, wrong);
		refuse(wrong);
		String priority = TicketFieldChecks.given(fields.priority()).orElseGet(() -> this.checks.scales().usual(type));
		NewTicket facts = facts(type, fields.title().get(), type.reporter(fields, caller), priority, source);
		T ticket = type.open(facts, fields);
		type.edit(ticket, fields, facts.stamp());
		this.work.save(ticket);
		type.edited(ticket, fields);
		this.work.publish(new Opened(ticket.ref()));
		this.work.begin(type.process(ticket), ticket.id(), new FilledForm(answers(fields), SaidFields.of(fields),
				SaidFields.hidden(type, caller), filledIn || type.takesAnswers()));
		return ticket.id();
	}

	private static Map<String, Object> answers(TicketFields fields) {
		Map<String, Object> answers = new LinkedHashMap<>();
		fields.rest().forEach((key, value) -> {
			if (value != null) {
				answers.put(key, value);
			}
		});
		return answers;
	}

	/** What a ticket has from the moment that the product opens it by itself. */
	public NewTicket facts(String kind, String title, UUID reporter, String priority) {
		return facts(this.types.of(kind), title, reporter, priority, source());
	}

	private NewTicket facts(TicketType<?, ?> type, String title, UUID reporter, String priority, TicketSource source) {
		return new NewTicket(type.kind(), this.work.nextNumber(type), title, reporter, this.checks.placeOf(reporter),
				priority, this.checks.scales().rank(type, priority), source, this.work.now());
	}

	private TicketSource source() {
		return TicketSource.of(this.work.findCaller());
	}

	/** Lets the process of a ticket begin that was saved before, with no answers. */
	public void begin(Ticket ticket) {
		this.work.publish(new Opened(ticket.ref()));
		this.work.begin(this.types.of(ticket).process(), ticket.id(), FilledForm.none());
	}

	private static void refuse(List<Refusal.Detail> wrong) {
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/**
	 * Takes a ticket of one type to edit it.
	 * @throws Refusal NOT_FOUND for one of another, CONFLICT where it has ended, STALE
	 * where the caller saw another version
	 */
	public <T extends Ticket> T takeToEdit(TicketType<T, ?> type, String idOrNumber, IfMatch ifMatch) {
		T ticket = this.work.take(type, idOrNumber);
		ifMatch.check(ticket.version());
		if (ticket.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", ticket.status());
		}
		return ticket;
	}

	/**
	 * A PATCH: plain fields are written, another priority for a reason only; everything
	 * else is an action of the process. A status performs the one open action that leads
	 * there, an assignee or a team the one that gives the ticket, some fields an action
	 * of their own, each with what is left as its fields. All of it or nothing.
	 * @return the ticket as it then is
	 */
	public <T extends Ticket, F extends TicketFields> TicketRow patch(TicketType<T, F> type, String idOrNumber,
			TicketFields said, IfMatch ifMatch) {
		T ticket = takeToEdit(type, idOrNumber, ifMatch);
		Map<String, @Nullable Object> others = new LinkedHashMap<>(said.others());
		@Nullable String priority = TicketFieldChecks.given(said.priority())
			.filter((word) -> !word.equals(ticket.priority()))
			.orElse(null);
		boolean explains = explains(ticket, said, others);
		F plain = type.fields().cast(explains || priority != null ? said.withoutReason() : said);
		if (said.reason().isPresent() && (explains || priority != null)) {
			others.put("reason", said.reason().get());
		}
		if (plain.saysPlain()) {
			edit(type, ticket, plain);
		}
		if (priority != null) {
			this.actions.override(ticket, priority, others.get("reason"));
			if (!explains) {
				others.remove("reason");
			}
		}
		type.actionFields().forEach((name, field) -> others.remove(name, field.present().apply(ticket)));
		this.actions.performSaid(ticket, others,
				type.actionFields()
					.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (field) -> field.getValue().action())));
		this.work.flush();
		return this.queries.one(type, ticket.id());
	}

	/**
	 * Performs an action of that name.
	 * @return the ticket as it then is
	 * @see TicketActions#perform(UUID, String, Map, IfMatch)
	 */
	public TicketRow perform(TicketType<?, ?> type, String idOrNumber, TicketActions.Wanted action, IfMatch ifMatch) {
		return this.queries.one(type, this.actions.perform(type, idOrNumber, action, ifMatch));
	}

	/** Whether the request says why it wants another status. */
	private boolean explains(Ticket ticket, TicketFields said, Map<String, @Nullable Object> others) {
		return (said.reason().isPresent() || others.containsKey("reason"))
				&& others.get("status") instanceof String status && !status.equals(ticket.status())
				&& this.actions.takesOnTheWayTo(ticket, status, "reason");
	}

	private <T extends Ticket, F extends TicketFields> void edit(TicketType<T, F> type, T ticket, F fields) {
		Caller caller = this.work.caller();
		caller.demand(type.kind() + ":work");
		List<Refusal.Detail> wrong = new ArrayList<>();
		this.checks.checkEdit(ticket, fields, wrong);
		type.check(ticket, fields, caller, wrong);
		refuse(wrong);
		type.edit(ticket, fields, this.work.now());
		this.work.save(ticket);
		if (AGREED_BY.stream().anyMatch((field) -> field.apply(fields).isPresent())) {
			this.clocks.agree(ticket.id());
		}
		type.edited(ticket, fields);
	}

	/**
	 * A new ticket is written down with all that was said of it, and its process begins
	 * next, in the same transaction. Whoever hears it may still complete the ticket.
	 */
	public record Opened(TicketRef ticket) {
	}

}
