package io.nagare.ticket.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Tenants;
import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Tenancy;
import io.nagare.sla.ClockAudit;

/** The clocks of each ticket are whole, and the ticket is due when they say. */
@Component
class ClockCheck implements IntegrityCheck {

	private static final int PAGE = 500;

	private static final UUID FIRST = new UUID(0, 0);

	/** The database keeps microseconds. */
	private static final Duration SAME = Duration.ofMillis(1);

	private static final String IDS = "SELECT id, tenant_id FROM tickets WHERE id > ? AND sla_state IS NOT NULL ORDER BY id LIMIT ?";

	private static final String ROWS = """
			SELECT id, response_due_at, resolution_due_at, alarm_at,
			       phase NOT IN ('closed', 'cancelled') AND resolved_at IS NULL AND deleted_at IS NULL AS open
			  FROM tickets WHERE id = ANY (?)
			""";

	private final JdbcTemplate jdbc;

	private final ClockAudit clocks;

	private final Tenants tenants;

	private final EntityManager entities;

	private final Clock clock;

	private final TransactionTemplate oneMoment;

	ClockCheck(JdbcTemplate jdbc, ClockAudit clocks, Tenants tenants, EntityManager entities, Clock clock,
			PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.clocks = clocks;
		this.tenants = tenants;
		this.entities = entities;
		this.clock = clock;
		this.oneMoment = new TransactionTemplate(transactions);
		this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.oneMoment.setReadOnly(true);
	}

	@Override
	public String name() {
		return "clocks";
	}

	@Override
	public void look(Findings findings) {
		UUID from = FIRST;
		List<Owned> page;
		do {
			UUID begin = from;
			@Nullable List<Owned> read = this.oneMoment.execute((status) -> this.jdbc.query(IDS,
					(row, number) -> new Owned(row.getObject(1, UUID.class), row.getObject(2, UUID.class)), begin,
					PAGE));
			page = (read != null) ? read : List.of();
			page.stream()
				.collect(Collectors.groupingBy(Owned::tenant, Collectors.mapping(Owned::ticket, Collectors.toList())))
				.forEach((tenant, tickets) -> this.tenants.byId(tenant)
					.ifPresent((bound) -> Tenancy.as(bound,
							() -> this.oneMoment.executeWithoutResult((status) -> compare(tickets, findings)))));
			from = page.isEmpty() ? from : page.get(page.size() - 1).ticket();
		}
		while (page.size() == PAGE);
	}

	private void compare(List<UUID> tickets, Findings findings) {
		List<Row> rows = this.jdbc.query(ROWS, Row::of, (Object) tickets.toArray(UUID[]::new));
		Map<UUID, ClockAudit.Audited> audited = this.clocks.audit(tickets, this.clock.instant());
		for (Row row : rows) {
			ClockAudit.@Nullable Audited clocks = audited.get(row.id());
			if (clocks == null) {
				findings.found("clocks_missing", row.id(), "");
				continue;
			}
			findings.looked(clocks.clocks());
			clocks.wrong()
				.forEach((wrong) -> findings.found(wrong.substring(0, wrong.indexOf(' ')), row.id(),
						wrong.substring(wrong.indexOf(' ') + 1)));
			if (clocks.standing() != null && (differ(row.responseDue(), clocks.standing().responseDue())
					|| differ(row.resolutionDue(), clocks.standing().resolutionDue()))) {
				findings.found("due_differs", row.id(), "");
			}
			if (clocks.standing() != null && row.open() && differ(row.alarm(), clocks.standing().alarm())) {
				findings.found("alarm_differs", row.id(), row.alarm() + " instead of " + clocks.standing().alarm());
			}
		}
		this.entities.clear();
	}

	private static boolean differ(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return one != null || other != null;
		}
		return Duration.between(one, other).abs().compareTo(SAME) > 0;
	}

	private record Owned(UUID ticket, UUID tenant) {
	}

	private record Row(UUID id, @Nullable Instant responseDue, @Nullable Instant resolutionDue, @Nullable Instant alarm,
			boolean open) {

		private static Row of(ResultSet row, int number) throws SQLException {
			return new Row(row.getObject("id", UUID.class), instant(row.getTimestamp("response_due_at")),
					instant(row.getTimestamp("resolution_due_at")), instant(row.getTimestamp("alarm_at")),
					row.getBoolean("open"));
		}

		private static @Nullable Instant instant(@Nullable Timestamp at) {
			return (at != null) ? at.toInstant() : null;
		}

	}

}
