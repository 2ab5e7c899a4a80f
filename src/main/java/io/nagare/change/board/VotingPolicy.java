package io.nagare.change.board;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How a board votes on changes of a type and risk, as the table {@code change-vote} has
 * it.
 *
 * @param quorum the share of the seats that must vote
 * @param majority the share of the approving and rejecting votes that must approve
 * @param vetoRole members with this role reject for all; null for none
 * @param time how long a round is open
 */
public record VotingPolicy(Quota quorum, Quota majority, @Nullable String vetoRole, Duration time) {

	public static final String TABLE = "change-vote";

	/**
	 * Reads a row of the table.
	 * @throws IllegalStateException where the row is of no use: no deployment that passed
	 * the gate has such a one
	 */
	public static VotingPolicy of(Map<String, @Nullable Object> row) {
		try {
			return new VotingPolicy(Quota.parse(text(row, "quorum")), Quota.parse(text(row, "majority")),
					(String) row.get("veto_role"),
					Duration.ofHours(((Number) Objects.requireNonNull(row.get("hours"))).longValue()));
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("Table " + TABLE + " has no usable policy: " + row, ex);
		}
	}

	private static String text(Map<String, @Nullable Object> row, String column) {
		return String.valueOf(Objects.requireNonNull(row.get(column)));
	}

}
