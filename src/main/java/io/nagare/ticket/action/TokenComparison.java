package io.nagare.ticket.action;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.workflow.Processes;
import io.nagare.workflow.TokenRows;

/** Compares the tickets with the tokens of their processes. */
@Component
@Transactional(readOnly = true)
class TokenComparison {

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

}
