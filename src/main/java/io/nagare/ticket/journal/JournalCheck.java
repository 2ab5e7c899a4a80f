package io.nagare.ticket.journal;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.IntegrityCheck;

/**
 * The journal of each ticket tells one way, without a gap, to the status it has: whatever
 * it says the ticket became it also says the ticket left, but for the last.
 */
@Component
class JournalCheck implements IntegrityCheck {

	private static final int PAGE = 5_000;

	private static final UUID FIRST = new UUID(0, 0);

	private static final String UPTO = """
			SELECT id, count(*) OVER () AS many FROM (SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ?) page
			 ORDER BY id DESC LIMIT 1
			""";

	private static final String BROKEN = """
			WITH page AS MATERIALIZED (SELECT id, status FROM tickets WHERE id > ? AND id <= ?),
			moves AS (SELECT p.id, v.value, sum(v.step) AS net
			            FROM page p JOIN ticket_histories h ON h.ticket_id = p.id AND h.field_name = 'status'
			            CROSS JOIN LATERAL (VALUES (h.new_value, 1), (h.old_value, -1)) v (value, step)
			           WHERE v.value IS NOT NULL GROUP BY p.id, v.value)
			SELECT p.id, p.status, string_agg(m.value || ' ' || m.net, ', ') FILTER (WHERE m.net <> 0) AS ends
			  FROM page p JOIN moves m ON m.id = p.id
			 GROUP BY p.id, p.status
			HAVING NOT (
			       -- back where it began
			       (bool_and(m.net = 0) AND bool_or(m.value = p.status))
			       OR (count(*) FILTER (WHERE m.net > 0) = 1 AND max(m.net) = 1 AND min(m.net) >= -1
			           AND count(*) FILTER (WHERE m.net < 0) <= 1 AND bool_or(m.net = 1 AND m.value = p.status)))
			""";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate reading;

	JournalCheck(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
	}

	@Override
	public String name() {
		return "journal";
	}

	@Override
	public void look(Findings findings) {
		@Nullable UUID from = FIRST;
		while (from != null) {
			UUID begin = from;
			from = this.reading.execute((status) -> page(begin, findings));
		}
	}

	/** The last ticket of the page; null where there is none. */
	private @Nullable UUID page(UUID from, Findings findings) {
		List<UUID> upto = this.jdbc.query(UPTO, (row, number) -> {
			findings.looked(row.getLong("many"));
			return row.getObject("id", UUID.class);
		}, from, PAGE);
		if (upto.isEmpty()) {
			return null;
		}
		this.jdbc
			.query(BROKEN,
					(RowCallbackHandler) (row) -> findings.found("journal_broken", row.getString("id"),
							"status " + row.getString("status") + ", journal " + row.getString("ends")),
					from, upto.get(0));
		return upto.get(0);
	}

}
