package io.nagare.ticket;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.sla.EscalationScheduler;
import io.nagare.ticket.sla.EscalationTrigger;

/** Looks after the clocks of one ticket, as the scheduler does after those of all. */
@Component
public class DueClocks {

	private final EscalationScheduler scheduler;

	private final EscalationTrigger trigger;

	private final Tenants tenants;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	DueClocks(EscalationScheduler scheduler, EscalationTrigger trigger, Tenants tenants, JdbcTemplate jdbc,
			TransactionTemplate transaction) {
		this.scheduler = scheduler;
		this.trigger = trigger;
		this.tenants = tenants;
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** When a clock of the ticket passes its next milestone; empty for never. */
	public Optional<Instant> next(UUID ticket) {
		return one("SELECT alarm_at FROM tickets WHERE id = ?", Timestamp.class, ticket).map(Timestamp::toInstant);
	}

	/** Tells what the ticket's clocks have passed, where they have passed anything. */
	public boolean tell(UUID ticket) {
		UUID tenant = one("SELECT tenant_id FROM tickets WHERE id = ?", UUID.class, ticket).orElseThrow();
		return Tenancy.as(this.tenants.byId(tenant).orElseThrow(), () -> this.trigger.escalate(ticket));
	}

	/**
	 * Tells what the clocks of all tickets have passed, as each node does every second.
	 */
	public void tellAll() {
		try {
			this.scheduler.escalateWhatIsDue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Lets no clock be due but those of these tickets. */
	public void only(UUID... tickets) {
		Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update(
				"UPDATE tickets SET alarm_at = NULL WHERE alarm_at IS NOT NULL AND id <> ALL (?)", (Object) tickets)));
	}

	private <T> Optional<T> one(String sql, Class<T> type, UUID ticket) {
		List<T> found = Tenancy
			.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList(sql, type, ticket)));
		return found.isEmpty() ? Optional.empty() : Optional.ofNullable(found.get(0));
	}

}
