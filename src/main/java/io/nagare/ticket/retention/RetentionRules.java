package io.nagare.ticket.retention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketKind;
import io.nagare.ticket.TicketTypes;

/**
 * What the tenant says about how long its tickets are kept, and which are kept anyhow.
 */
@Component
@Transactional
public class RetentionRules {

	private static final String MANAGE = "privacy:manage";

	/** They go with the ticket whose tasks they are. */
	private static final Set<String> PARTS = Set.of("task");

	private final RetentionStore store;

	private final TicketTypes types;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	RetentionRules(RetentionStore store, TicketTypes types, CurrentCaller callers, ApplicationEventPublisher events) {
		this.store = store;
		this.types = types;
		this.callers = callers;
		this.events = events;
	}

	/**
	 * The rule of every kind that the tenant has, or once had and has a rule for.
	 * @throws Refusal FORBIDDEN for who does not look after privacy
	 */
	@Transactional(readOnly = true)
	public List<RetentionRule> rules() {
		this.callers.requireMember().demand(MANAGE);
		Map<String, @Nullable Integer> days = new HashMap<>(this.store.days());
		kinds().forEach((kind) -> days.putIfAbsent(kind, null));
		return days.entrySet()
			.stream()
			.map((entry) -> new RetentionRule(entry.getKey(), entry.getValue()))
			.sorted((one, other) -> one.kind().compareTo(other.kind()))
			.toList();
	}

	private List<String> kinds() {
		return this.types.of(Tenancy.require())
			.stream()
			.map(TicketKind::kind)
			.filter((kind) -> !PARTS.contains(kind))
			.toList();
	}

	/**
	 * Says for how long. The next night goes by it.
	 * @param days null for ever
	 * @throws Refusal NOT_FOUND where there is no such kind; FORBIDDEN, for a program too
	 */
	public RetentionRule set(String kind, @Nullable Integer days) {
		administrator();
		@Nullable Integer before = this.store.days().get(kind);
		if (before == null && !kinds().contains(kind)) {
			throw Refusal.notFound();
		}
		if (days != null) {
			this.store.keepFor(kind, days);
		}
		else {
			this.store.keepForEver(kind);
		}
		this.events.publishEvent(new RuleChanged(kind, before, days));
		return new RetentionRule(kind, days);
	}

	/** Who holds which ticket, the latest first. */
	@Transactional(readOnly = true)
	public List<LegalHold> holds() {
		this.callers.requireMember().demand(MANAGE);
		return this.store.holds();
	}

	/**
	 * Keeps a ticket until somebody says otherwise.
	 * @param ticket its key or its number
	 * @throws Refusal VALIDATION_FAILED where there is none; FORBIDDEN
	 */
	public LegalHold hold(String ticket, String reason) {
		Caller by = administrator();
		LegalHold hold = this.store.hold(ticket.strip(), reason, by.userId())
			.flatMap(this.store::hold)
			.orElseThrow(() -> Refusal.invalid("ticket", "unknown_reference"));
		this.events.publishEvent(new HoldChanged("legal_hold.set", hold));
		return hold;
	}

	/**
	 * Lets a ticket go when its time is over.
	 * @throws Refusal NOT_FOUND where it is not held; FORBIDDEN
	 */
	public void release(UUID ticket) {
		administrator();
		LegalHold hold = this.store.hold(ticket).orElseThrow(Refusal::notFound);
		this.store.release(ticket);
		this.events.publishEvent(new HoldChanged("legal_hold.released", hold));
	}

	private Caller administrator() {
		this.callers.requireInPerson();
		Caller caller = this.callers.requireMember();
		caller.demand(MANAGE);
		return caller;
	}

	private record RuleChanged(String kind, @Nullable Integer was, @Nullable Integer is) implements AuditableEvent {

		@Override
		public String action() {
			return "retention.changed";
		}

		@Override
		public String entityType() {
			return "retention";
		}

		@Override
		public String entityId() {
			return this.kind;
		}

		@Override
		public Map<String, Object> facts() {
			return days(this.is);
		}

		@Override
		public Map<String, Object> before() {
			return days(this.was);
		}

		private static Map<String, Object> days(@Nullable Integer days) {
			return Map.of("days", (days != null) ? days : "for ever");
		}

	}

	private record HoldChanged(String action, LegalHold hold) implements AuditableEvent {

		@Override
		public String entityType() {
			return this.hold.kind();
		}

		@Override
		public String entityId() {
			return this.hold.ticketId().toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("number", this.hold.number(), "reason", this.hold.reason());
		}

	}

}
