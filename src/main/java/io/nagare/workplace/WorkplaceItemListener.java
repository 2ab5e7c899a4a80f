package io.nagare.workplace;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** What people keep at hand names the item that stays of two that were one. */
@Component
class WorkplaceItemListener {

	private static final String TEMPLATES = """
			UPDATE ticket_templates SET fields = with_item_moved(fields, :from, :into), version = version + 1
			 WHERE tenant_id = :tenant AND fields::text LIKE :named
			""";

	private static final String VIEWS = """
			UPDATE saved_views SET filter = replace(filter, :from::text, :into::text), version = version + 1
			 WHERE tenant_id = :tenant AND filter LIKE :named
			""";

	private final NamedParameterJdbcTemplate jdbc;

	WorkplaceItemListener(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(CiMerged merged) {
		this.jdbc.update(TEMPLATES, merged.params());
		this.jdbc.update(VIEWS, merged.params());
	}

}
