package io.nagare.ticket.absence;

import java.util.List;
import java.util.UUID;

import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketWork;
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

	private static final Label NOTE = Texts.label("ticket.note.handed_back")
		.with(Texts.label("ticket.note.assignee_deactivated"));

	private final TicketRecords records;

	private final TicketWork work;

	private final Processes processes;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	LeaverTicketsListener(TicketRecords records, TicketWork work, Processes processes, JdbcTemplate jdbc,
			PlatformTransactionManager transactions) {
		this.records = records;
		this.work = work;
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
			held.forEach((ticket) -> this.transaction
				.executeWithoutResult((status) -> handBack(ticket, deactivated.user())));
		}
		this.transaction.executeWithoutResult((status) -> this.processes.release(deactivated.username()));
	}

	/**
	 * Nothing happens where he does not have it any more, or it has ended.
	 */
	private void handBack(UUID id, UUID from) {
		this.records.takeIfThere(id)
			.filter((ticket) -> ticket.phase().isActive() && ticket.assignee().filter(from::equals).isPresent())
			.ifPresent((ticket) -> {
				ticket.assignedTo(null, this.work.now());
				this.work.save(ticket);
				this.work.note(ticket, NOTE, false);
			});
	}

}
