package io.nagare.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps when each member of a team was last given some of its work, and counts how often
 * he was chosen for it, so that whoever chose by what was read before another choice
 * notices, and looks again.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MemberTurns {

	private static final String TAKE = """
			UPDATE team_members SET times_chosen = times_chosen + 1, chosen_at = ?
			 WHERE team_id = ? AND user_id = ? AND times_chosen = ?
			""";

	private static final String GIVE = """
			UPDATE team_members SET given_at = greatest(given_at, ?) WHERE team_id = ? AND user_id = ?
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

	/**
	 * Writes down that the person has some work of the team now, by whatever way; nothing
	 * of who is no member.
	 */
	public void give(UUID team, UUID user, Instant at) {
		this.jdbc.update(GIVE, Timestamp.from(at), team, user);
	}

}
