package io.nagare.recurrence;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Recurring work asks for the item that stays of two that were one. */
@Component
class RecurringItemListener {

	private static final String WORK = """
			UPDATE recurring_work SET answers = with_item_moved(answers, :from, :into), version = version + 1
			 WHERE tenant_id = :tenant AND answers::text LIKE :named
			""";

	private final NamedParameterJdbcTemplate jdbc;

	RecurringItemListener(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(CiMerged merged) {
		this.jdbc.update(WORK, merged.params());
	}

}
