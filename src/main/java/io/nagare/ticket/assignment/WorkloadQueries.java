package io.nagare.ticket.assignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.workforce.Absence;
import io.nagare.workforce.SubstituteQueries;
import io.nagare.workforce.Substitutions;

/** What each member of a team has open, as the database has it now. */
@Component
@Transactional(readOnly = true)
public class WorkloadQueries {

	/** The highest priority weighs four times the fourth and all below it. */
	private static final String OF_TEAM = """
			SELECT m.user_id, m.capacity, m.times_chosen, coalesce(h.open, 0) AS open, coalesce(h.weight, 0) AS weight,
			       greatest(m.chosen_at, m.given_at) AS given
			  FROM team_members_view m
			  LEFT JOIN LATERAL (
			       SELECT count(*) FILTER (WHERE t.team_id = m.team_id) AS open,
			              sum(greatest(4 - t.priority_rank, 1)) AS weight
			         FROM tickets t
			        WHERE t.assignee_id = m.user_id AND t.phase IN ('open', 'in_work', 'on_hold') AND t.deleted_at IS NULL
			       ) h ON true
			 WHERE m.team_id = ?%s
			 ORDER BY m.user_id
			""";

	private static final String LOCKED = " AND (SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text) IS NOT NULL";

	private static final String LAST_HELPER = """
			SELECT assignee_id FROM tickets
			 WHERE reporter_id = ? AND team_id = ? AND kind = ? AND assignee_id IS NOT NULL AND resolved_at IS NOT NULL
			   AND deleted_at IS NULL
			 ORDER BY resolved_at DESC, id LIMIT 1
			""";

	private final JdbcTemplate jdbc;

	private final Directory directory;

	private final SubstituteQueries substitutes;

	WorkloadQueries(JdbcTemplate jdbc, Directory directory, SubstituteQueries substitutes) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.substitutes = substitutes;
	}

	/**
	 * What each active member of a team has open, by name.
	 * @throws Refusal FORBIDDEN for who may not read teams; NOT_FOUND
	 */
	public List<Workload> of(Caller by, UUID team) {
		by.demand("team:read");
		Team known = this.directory.team(team).orElseThrow(Refusal::notFound);
		Map<UUID, Candidate> members = of(known.id()).stream()
			.collect(Collectors.toMap(Candidate::user, Function.identity()));
		Substitutions away = this.substitutes.lately(Absence.ALL);
		return this.directory.membersOf(team)
			.stream()
			.map((user) -> members.get(user.id()))
			.filter(Objects::nonNull)
			.map((one) -> new Workload(one.user(), one.open(), one.capacity(), away.isAbsent(one.user())))
			.toList();
	}

	/** Every member, whoever may be chosen. */
	private List<Candidate> of(UUID team) {
		return this.jdbc.query(OF_TEAM.formatted(""), (row, number) -> candidate(row), team);
	}

	/**
	 * The same, and nobody else chooses in the team until the transaction ends. What is
	 * read may be as it was before the wait for who did; whoever notices reads again.
	 */
	List<Candidate> ofNobodyElse(UUID team) {
		return this.jdbc.query(OF_TEAM.formatted(LOCKED), (row, number) -> candidate(row), team,
				Tenancy.require().id() + ".choice " + team);
	}

	private static Candidate candidate(ResultSet row) throws SQLException {
		@Nullable Timestamp given = row.getTimestamp("given");
		return new Candidate(row.getObject("user_id", UUID.class), row.getInt("open"), row.getInt("weight"),
				row.getObject("capacity", Integer.class), (given != null) ? given.toInstant() : null,
				row.getLong("times_chosen"));
	}

	/**
	 * What somebody of a team has.
	 *
	 * @param openTickets those of the team that the person has and that are not resolved
	 * @param capacity how many the person is given at most; null: any
	 * @param isAbsent whether the person is away now
	 */
	public record Workload(UUID userId, int openTickets, @Nullable Integer capacity, boolean isAbsent) {
	}

	/** Who last resolved a ticket of the reporter's in the team. */
	Optional<UUID> lastHelper(UUID reporter, UUID team, String kind) {
		return this.jdbc.queryForList(LAST_HELPER, UUID.class, reporter, team, kind).stream().findFirst();
	}

}
