package io.nagare.reports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads which conflicts did not stop a change. */
@Component
@Transactional(readOnly = true)
class PassedConflictQueries {

	/** Of a confidential change that it met not even the number is told. */
	private static final String PASSED = """
			SELECT a.kind, a.by_right, a.acknowledged_by, a.acknowledged_at, coalesce(a.freeze, i.name, t.number) AS met
			  FROM change_acknowledgements_view a
			  LEFT JOIN configuration_items_view i ON i.id = a.other_id
			  LEFT JOIN tickets_view t ON t.id = a.other_id AND t.confidentiality = 'internal'
			 WHERE a.change_id = :change ORDER BY a.acknowledged_at, a.kind, met
			""";

	private final JdbcClient jdbc;

	PassedConflictQueries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those of a change, the earliest first; none of another ticket. */
	List<PassedConflict> of(UUID change) {
		return this.jdbc.sql(PASSED)
			.param("change", change)
			.query((row, number) -> new PassedConflict(row.getString("kind"), row.getString("met"),
					row.getString("by_right"), row.getObject("acknowledged_by", UUID.class),
					row.getObject("acknowledged_at", OffsetDateTime.class).toInstant()))
			.list();
	}

	/**
	 * A conflict that did not stop a change.
	 *
	 * @param kind as {@code conflict.…} of the texts calls it
	 * @param with the freeze, item or change that it met; null where that is gone or
	 * confidential
	 * @param right {@code noted}, {@code let_pass}, {@code emergency} or
	 * {@code standard_model}
	 * @param by who noted it or let it pass; null where a right of the change did
	 */
	record PassedConflict(String kind, @Nullable String with, String right, @Nullable UUID by, Instant at) {
	}

}
