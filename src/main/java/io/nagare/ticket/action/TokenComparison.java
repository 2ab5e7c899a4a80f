package io.nagare.ticket.action;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IntegrityCheck;
import io.nagare.workflow.Processes;
import io.nagare.workflow.TokenRows;

/** Compares the tickets with the tokens of their processes. */
@Component
@Transactional(readOnly = true)
class TokenComparison implements IntegrityCheck {

	/**
	 * An open ticket without a token, a token without an open ticket, or both with
	 * another status.
	 */
	private static final String DIFFERING = """
			SELECT count(*)
			  FROM (SELECT id::text AS ticket_id, status FROM tickets
			         WHERE phase NOT IN ('closed', 'cancelled') AND deleted_at IS NULL) ticket
			  FULL JOIN (%s) token ON token.ticket_id = ticket.ticket_id
			 WHERE ticket.status IS DISTINCT FROM token.status
			""";

	private static final String EACH = """
			SELECT coalesce(ticket.ticket_id, token.ticket_id) AS id, ticket.status AS ticket, token.status AS token
			  FROM (SELECT id::text AS ticket_id, status FROM tickets
			         WHERE phase NOT IN ('closed', 'cancelled') AND deleted_at IS NULL) ticket
			  FULL JOIN (%s) token ON token.ticket_id = ticket.ticket_id
			 WHERE ticket.status IS DISTINCT FROM token.status
			""";

	private static final String TWICE = """
			SELECT ticket_id AS id, count(DISTINCT process)::text AS processes FROM (%s) token
			 GROUP BY ticket_id HAVING count(DISTINCT process) > 1
			""";

	private final JdbcTemplate jdbc;

	private final Processes processes;

	TokenComparison(JdbcTemplate jdbc, Processes processes) {
		this.jdbc = jdbc;
		this.processes = processes;
	}

	/**
	 * How many tickets, of those the bound scope sees, have another status than their
	 * token. Always 0: whoever moves the one moves the other.
	 */
	long differing() {
		TokenRows tokens = this.processes.tokens();
		Long count = this.jdbc.queryForObject(DIFFERING.formatted(tokens.sql()), Long.class, tokens.args().toArray());
		return (count != null) ? count : 0;
	}

	@Override
	public String name() {
		return "tokens";
	}

	/** Each statement sees all at one moment, however many act meanwhile. */
	@Override
	public void look(Findings findings) {
		TokenRows tokens = this.processes.tokens();
		Object[] args = tokens.args().toArray();
		Long looked = this.jdbc.queryForObject("SELECT count(*) FROM (%s) token".formatted(tokens.sql()), Long.class,
				args);
		findings.looked((looked != null) ? looked : 0);
		this.jdbc.query(
				EACH.formatted(tokens.sql()), (RowCallbackHandler) (row) -> findings.found("status_differs",
						row.getString("id"), "ticket " + row.getString("ticket") + ", token " + row.getString("token")),
				args);
		this.jdbc.query(TWICE.formatted(tokens.sql()), (RowCallbackHandler) (row) -> findings.found("several_processes",
				row.getString("id"), row.getString("processes")), args);
	}

}
