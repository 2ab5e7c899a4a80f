package io.nagare.ticket.absence;

import java.util.List;
import java.util.UUID;

import io.nagare.directory.User;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Processes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives what somebody had back to his teams when he may not be here any more: each ticket
 * in a transaction of its own, so that one that is being worked on keeps no other
 * waiting.
 */
@Component
class LeaverTicketsListener {

	private static final String HELD = """
			SELECT id FROM tickets
			 WHERE tenant_id = ? AND assignee_id = ? AND phase IN ('open', 'in_work', 'on_hold')
			   AND deleted_at IS NULL
			 ORDER BY id
			""";

	private static final String REASON = Texts.both("ticket.note.assignee_deactivated");

	private final Tickets tickets;

	private final Processes processes;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	LeaverTicketsListener(Tickets tickets, Processes processes, JdbcTemplate jdbc,
			PlatformTransactionManager transactions) {
		this.tickets = tickets;
		this.processes = processes;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Done twice, it changes nothing more. */
	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.Deactivated deactivated) {
		List<UUID> held = this.transaction
			.execute((status) -> this.jdbc.queryForList(HELD, UUID.class, Tenancy.require().id(), deactivated.user()));
		if (held != null) {
			held.forEach((ticket) -> this.tickets.handBack(ticket, deactivated.user(), REASON));
		}
		this.transaction.executeWithoutResult((status) -> this.processes.release(deactivated.username()));
	}

}
