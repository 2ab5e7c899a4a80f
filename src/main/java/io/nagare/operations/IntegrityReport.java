package io.nagare.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an audit of all that the product keeps has seen.
 *
 * @param state {@code running}, {@code whole}, {@code damaged}, or {@code failed} where a
 * check could not come to its end
 * @param endedAt null while it runs
 * @param checks those that have ended, in their order
 */
public record IntegrityReport(String state, Instant startedAt, @Nullable Instant endedAt, List<Check> checks) {

	static final String RUNNING = "running";

	static final String WHOLE = "whole";

	static final String DAMAGED = "damaged";

	static final String FAILED = "failed";

	/** Whether nothing is wrong. */
	public boolean isWhole() {
		return this.state.equals(WHOLE);
	}

	/**
	 * What one check has seen.
	 *
	 * @param looked at how many things
	 * @param wrong how many of them are wrong
	 * @param leftOver how many are left over, which does no harm
	 * @param findings the first of what is wrong
	 * @param failure why it could not come to its end; null where it could
	 */
	public record Check(String name, long looked, long wrong, long leftOver, Duration took, List<Finding> findings,
			@Nullable String failure) {
	}

	/**
	 * Something that is wrong.
	 *
	 * @param finding what, in a word
	 * @param of which thing
	 */
	public record Finding(String finding, String of, String detail) {
	}

}
