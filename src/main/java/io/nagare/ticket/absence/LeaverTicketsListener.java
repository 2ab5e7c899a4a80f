package io.nagare.ticket.absence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketReopened;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.workflow.Processes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives what somebody had back to his teams when he may not be here any more, or may not
 * work on it: each ticket in a transaction of its own, so that one that is being worked
 * on keeps no other waiting.
 */
@Component
class LeaverTicketsListener {

	private static final String HELD = """
			SELECT id, kind FROM tickets
			 WHERE tenant_id = ? AND assignee_id = ? AND phase IN ('open', 'in_work', 'on_hold')
			   AND deleted_at IS NULL
			 ORDER BY id
			""";

	private static final Label LEFT = Texts.label("ticket.note.handed_back")
		.with(Texts.label("ticket.note.assignee_deactivated"));

	private static final Label OTHER_ROLE = Texts.label("ticket.note.handed_back")
		.with(Texts.label("ticket.note.assignee_no_agent"));

	private final TicketRecords records;

	private final TicketWork work;

	private final TicketAccess access;

	private final Processes processes;

	private final TicketNoticeService notices;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	LeaverTicketsListener(TicketRecords records, TicketWork work, TicketAccess access, Processes processes,
			TicketNoticeService notices, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.access = access;
		this.records = records;
		this.work = work;
		this.processes = processes;
		this.notices = notices;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Done twice, it changes nothing more. */
	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.Deactivated deactivated) {
		handBackAll(deactivated.user(), LEFT);
		this.transaction.executeWithoutResult((status) -> this.processes.release(deactivated.username()));
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.RoleChanged changed) {
		handBackAll(changed.user(), OTHER_ROLE);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.RoleEnded ended) {
		handBackAll(ended.user(), OTHER_ROLE);
	}

	private void handBackAll(UUID user, Label reason) {
		List<UUID> held = this.transaction.execute((status) -> lost(user));
		if (held != null) {
			BatchRunner.of(held,
					(ticket) -> this.transaction.executeWithoutResult((status) -> handBack(ticket, user, reason)));
		}
	}

	/** What somebody has of kinds that he does not work on. */
	private List<UUID> lost(UUID user) {
		Map<String, Boolean> works = new HashMap<>();
		List<UUID> lost = new ArrayList<>();
		this.jdbc.query(HELD, (row) -> {
			if (!works.computeIfAbsent(row.getString("kind"), (kind) -> this.access.mayWorkOn(user, kind))) {
				lost.add(row.getObject("id", UUID.class));
			}
		}, Tenancy.require().id(), user);
		return lost;
	}

	/** What he had resolved stayed his; its team learns that it is there again. */
	@ApplicationModuleListener
	void on(TicketReopened reopened) {
		this.records.find(Ticket.class, reopened.ticket())
			.flatMap(Ticket::assignee)
			.ifPresent((user) -> handBack(reopened.ticket(), user, OTHER_ROLE));
	}

	/**
	 * Nothing happens where he does not have it any more, it has ended, or he works on
	 * its kind.
	 */
	private void handBack(UUID id, UUID from, Label reason) {
		this.records.takeIfThere(id)
			.filter((ticket) -> ticket.phase().isActive() && ticket.assignee().filter(from::equals).isPresent()
					&& !this.access.mayWorkOn(from, ticket.kind()))
			.ifPresent((ticket) -> {
				ticket.assignedTo(null, this.work.now());
				this.work.save(ticket);
				this.work.note(ticket, reason, false);
				this.notices.tellThatNobodyHas(ticket);
			});
	}

}
