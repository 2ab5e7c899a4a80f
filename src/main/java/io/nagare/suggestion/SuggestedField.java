package io.nagare.suggestion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.nagare.shared.Refusal;

/** A field of incidents that is suggested. */
enum SuggestedField {

	CATEGORY_ID("t.category_id::text"), TEAM_ID("t.team_id::text"), IMPACT("r.impact"), URGENCY("r.urgency");

	private final String sql;

	SuggestedField(String sql) {
		this.sql = sql;
	}

	/** Its name in requests. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Over {@code tickets_view t} and {@code incident_ratings_view r}. */
	String sql() {
		return this.sql;
	}

	/** Whether a reporter chooses it himself. */
	boolean isReporters() {
		return this == CATEGORY_ID;
	}

	/**
	 * Whether it may be filled in by itself: only what a report leaves open, and what the
	 * process asks for afterwards.
	 */
	boolean isFilled() {
		return this == CATEGORY_ID;
	}

	static SuggestedField of(String word) {
		return Arrays.stream(values())
			.filter((one) -> one.word().equals(word))
			.findFirst()
			.orElseThrow(Refusal::notFound);
	}

	static List<SuggestedField> all() {
		return List.of(values());
	}

}
