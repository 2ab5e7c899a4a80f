package io.nagare.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the steps and the votes of changes for the API. */
@Component
@Transactional(readOnly = true)
public class Changes {

	private static final String TASKS = """
			SELECT id, title, assignee_id, planned_start, planned_end, actual_start, actual_end, completed_by
			  FROM change_tasks WHERE change_id = :id ORDER BY position
			""";

	private static final String VOTES = """
			SELECT r.number, r.outcome, r.deadline_at, s.member_id, s.holder_id, s.veto, s.vote, s.reason, s.voted_at
			  FROM change_rounds r JOIN change_seats s ON s.round_id = r.id JOIN users_view u ON u.id = s.member_id
			 WHERE r.change_id = :id ORDER BY r.number, u.last_name, u.first_name
			""";

	private final NamedParameterJdbcTemplate jdbc;

	Changes(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** The steps of a change, in order. */
	List<Task> tasks(UUID id) {
		return this.jdbc.query(TASKS, Map.of("id", id),
				(row, number) -> new Task(row.getObject("id", UUID.class), row.getString("title"),
						row.getObject("assignee_id", UUID.class), at(row, "planned_start"), at(row, "planned_end"),
						at(row, "actual_start"), at(row, "actual_end"), row.getObject("completed_by", UUID.class)));
	}

	/** The seats of all rounds on a change, with how they were voted. */
	List<SeatView> votes(UUID id) {
		return this.jdbc.query(VOTES, Map.of("id", id),
				(row, number) -> new SeatView(row.getInt("number"), row.getString("outcome"), at(row, "deadline_at"),
						row.getObject("member_id", UUID.class), row.getObject("holder_id", UUID.class),
						row.getBoolean("veto"), row.getString("vote"), row.getString("reason"), at(row, "voted_at")));
	}

	static @Nullable Instant at(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/**
	 * A step, as planned and as it was.
	 *
	 * @param completedBy who did it; null while it is open
	 */
	@Schema(name = "ChangeTask")
	public record Task(UUID id, String title, @Nullable UUID assigneeId, @Nullable Instant plannedStart,
			@Nullable Instant plannedEnd, @Nullable Instant actualStart, @Nullable Instant actualEnd,
			@Nullable UUID completedBy) {
	}

	/**
	 * A seat in a round.
	 *
	 * @param round counts the rounds, from 1
	 * @param outcome how the round ended; null while it is open
	 * @param memberId whose seat it is
	 * @param holderId who votes: the member, or who stands in for him
	 * @param veto whether its rejection is final
	 * @param vote its latest vote; null for none
	 */
	public record SeatView(int round, @Nullable String outcome, @Nullable Instant deadlineAt, UUID memberId,
			UUID holderId, boolean veto, @Schema(allowableValues = {
					"approve", "reject", "abstain", "conditional" }) @Nullable String vote,
			@Nullable String reason, @Nullable Instant votedAt){
	}

}
