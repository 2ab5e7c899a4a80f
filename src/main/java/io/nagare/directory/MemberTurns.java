package io.nagare.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often each member of a team was chosen for its work, so that whoever chose
 * by what was read before another choice notices, and looks again.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MemberTurns {

	private static final String TAKE = """
			UPDATE team_members SET times_chosen = times_chosen + 1, chosen_at = ?
			 WHERE team_id = ? AND user_id = ? AND times_chosen = ?
			""";

	private final JdbcTemplate jdbc;

	MemberTurns(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Writes down that the member was chosen.
	 * @param seen how often the member had been chosen when the choice was made
	 * @return false where that has changed meanwhile, so that the choice rests on what is
	 * no longer so
	 */
	public boolean take(UUID team, UUID user, long seen, Instant at) {
		return this.jdbc.update(TAKE, Timestamp.from(at), team, user, seen) > 0;
	}

}
