package io.nagare.ticket.assignment;

import java.util.Set;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.MemberTurns;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;

/**
 * Keeps who was given work of a team, whether a table chose him, somebody assigned it or
 * he took it himself, so that whoever resolves his tickets at once does not look idle.
 */
@Component
class GivenWorkListener {

	private static final Set<String> HANDED = Set.of("assignee_id", "team_id");

	private final TicketRecords records;

	private final MemberTurns turns;

	GivenWorkListener(TicketRecords records, MemberTurns turns) {
		this.records = records;
		this.turns = turns;
	}

	@EventListener
	void on(FieldChanged change) {
		if (HANDED.contains(change.field()) && change.after() != null) {
			Ticket ticket = this.records.get(Ticket.class, change.ticket().id());
			ticket.team()
				.ifPresent((team) -> ticket.assignee()
					.ifPresent((assignee) -> this.turns.give(team, assignee, change.at())));
		}
	}

}
