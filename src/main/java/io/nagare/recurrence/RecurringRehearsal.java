package io.nagare.recurrence;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Trial;

/**
 * Begins work and takes everything back, so that whoever plans it hears at once what
 * would be refused later.
 */
@Component
class RecurringRehearsal {

	/** Longer than any start of a process takes. */
	private static final Duration MOST = Duration.ofSeconds(30);

	private final RecurringTickets tickets;

	private final Callers people;

	private final CurrentCaller callers;

	private final PlatformTransactionManager transactions;

	RecurringRehearsal(RecurringTickets tickets, Callers people, CurrentCaller callers,
			PlatformTransactionManager transactions) {
		this.tickets = tickets;
		this.people = people;
		this.callers = callers;
		this.transactions = transactions;
	}

	/**
	 * Tries it as its owner.
	 * @param dueAt when it is to begin
	 * @throws Refusal as a request would be refused, naming the entry's fields
	 */
	void of(RecurringWork work, Instant dueAt) {
		Caller me = this.callers.require();
		me.demand(work.kind() + ":create");
		Caller owner = work.owner().equals(me.userId()) ? me
				: this.people.byId(work.owner()).orElseThrow(() -> Refusal.conflict("owner_id", "owner_gone"));
		try {
			CurrentCaller.during(owner, () -> Trial.of(this.transactions, MOST, () -> this.tickets.begin(work, dueAt)));
		}
		catch (Refusal refusal) {
			throw new Refusal(refusal.kind(),
					refusal.details()
						.stream()
						.map((detail) -> new Refusal.Detail(named(detail.field(), work), detail.code(), detail.args()))
						.toList());
		}
	}

	/** What the entry calls a field of what begins. */
	private static @Nullable String named(@Nullable String field, RecurringWork work) {
		if (field == null) {
			return null;
		}
		return switch (field) {
			case "type" -> work.kind().equals(RecurringWork.REQUEST) ? "request_type" : "kind";
			case "model_id", "answers" -> field;
			case "reporter_id" -> "requester_id";
			case "planned_start" -> "window_after_minutes";
			case "planned_end" -> "window_minutes";
			default -> (field.equals("title") && !work.answers().containsKey(field)) ? field : "answers." + field;
		};
	}

}
