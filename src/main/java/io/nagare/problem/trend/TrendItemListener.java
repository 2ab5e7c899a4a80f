package io.nagare.problem.trend;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Has the problem of a trend be that of the item that stays where two were merged. */
@Component
class TrendItemListener {

	/** Where both have one, that of the item that stays is the one. */
	private static final String MOVE = """
			UPDATE problem_trends SET subject_id = :into WHERE tenant_id = :tenant AND subject_id = :from
			   AND NOT EXISTS (SELECT FROM problem_trends other WHERE other.tenant_id = :tenant AND other.subject_id = :into)
			""";

	private final NamedParameterJdbcTemplate jdbc;

	TrendItemListener(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(CiMerged merged) {
		this.jdbc.update(MOVE, merged.params());
	}

}
