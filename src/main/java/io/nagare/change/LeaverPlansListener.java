package io.nagare.change;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nagare.directory.User;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.TicketWork;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leaves what somebody was to do in open changes, as their implementer or in a step, open
 * to the team when he may not be here any more.
 */
@Component
class LeaverPlansListener {

	private static final String PLANNED = """
			SELECT t.id FROM tickets_view t JOIN changes c ON c.id = t.id
			 WHERE t.tenant_id = :tenant AND t.phase IN ('open', 'in_work', 'on_hold')
			   AND c.tenant_id = :tenant
			   AND (c.implementer_id = :user OR EXISTS (SELECT FROM change_tasks s
			         WHERE s.change_id = t.id AND s.assignee_id = :user AND s.actual_end IS NULL))
			 ORDER BY t.id
			""";

	private final TicketWork work;

	private final NamedParameterJdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	LeaverPlansListener(TicketWork work, NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.work = work;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(User.Deactivated deactivated) {
		UUID user = deactivated.user();
		List<UUID> planned = this.transaction.execute((status) -> this.jdbc.queryForList(PLANNED,
				Map.of("tenant", Tenancy.require().id(), "user", user), UUID.class));
		if (planned != null) {
			planned.forEach((change) -> this.transaction.executeWithoutResult((status) -> leaveChange(change, user)));
		}
	}

	private void leaveChange(UUID id, UUID user) {
		Change change = this.work.take(Change.class, id);
		this.work.save(change.leftBy(user, this.work.now()));
	}

}
