package io.nagare.recurrence;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;

/**
 * Begins work and takes everything back, so that whoever plans it hears at once what
 * would be refused later.
 */
@Component
class RecurringRehearsal {

	private final RecurringTickets tickets;

	private final Callers people;

	private final CurrentCaller callers;

	private final TransactionTemplate transaction;

	RecurringRehearsal(RecurringTickets tickets, Callers people, CurrentCaller callers,
			PlatformTransactionManager transactions) {
		this.tickets = tickets;
		this.people = people;
		this.callers = callers;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
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
			CurrentCaller.during(owner, () -> this.transaction.execute((status) -> {
				status.setRollbackOnly();
				return this.tickets.begin(work, dueAt);
			}));
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
