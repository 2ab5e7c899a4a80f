package io.nagare.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketSummary;

/** All that waits for the current caller's decision, whatever the practice. */
@Component
@Transactional(readOnly = true)
public class WaitingDecisions {

	private final TicketActions actions;

	private final Directory directory;

	private final CurrentCaller callers;

	WaitingDecisions(TicketActions actions, Directory directory, CurrentCaller callers) {
		this.actions = actions;
		this.directory = directory;
		this.callers = callers;
	}

	/** The soonest due first; what has no due time last. */
	public List<WaitingDecision> all() {
		this.callers.requireMember();
		List<TicketActions.WaitingView> waiting = this.actions.waiting();
		Map<UUID, User> reporters = this.directory
			.users(waiting.stream().map((one) -> one.ticket().reporter()).collect(Collectors.toSet()));
		return waiting.stream().map((one) -> {
			Ticket ticket = one.ticket();
			return new WaitingDecision(ticket.id(), ticket.number(), ticket.kind(), ticket.title(), ticket.status(),
					ticket.phase().word(), ticket.priority(), ticket.isConfidential(),
					Optional.ofNullable(reporters.get(ticket.reporter())).map(WaitingDecisions::person).orElse(null),
					one.step(), one.due());
		}).toList();
	}

	private static TicketSummary.Person person(User user) {
		return new TicketSummary.Person(user.id(), user.username(), user.firstName(), user.lastName());
	}

	/**
	 * A decision that waits for the caller.
	 *
	 * @param id the ticket it is about
	 * @param number what people call the ticket
	 * @param kind of the ticket, such as {@code change}
	 * @param status of the ticket, a word of its model
	 * @param phase what the status means
	 * @param priority of the ticket, a word of its table
	 * @param reporter who asks for it; null where he is no more
	 * @param step what is to be decided, as the model calls the task
	 * @param dueAt until when; null for no due time
	 */
	@Schema(name = "WaitingDecision")
	public record WaitingDecision(UUID id, String number, String kind, String title, String status,
			@WordOf(Phase.class) String phase, String priority, boolean isConfidential,
			TicketSummary.@Nullable Person reporter, Label step, @Nullable Instant dueAt) {
	}

}
