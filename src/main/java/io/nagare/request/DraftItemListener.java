package io.nagare.request;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Drafts of requests name the item that stays of two that were one. */
@Component
class DraftItemListener {

	private static final String DRAFTS = """
			UPDATE request_drafts SET fields = with_item_moved(fields, :from, :into), version = version + 1
			 WHERE tenant_id = :tenant AND fields::text LIKE :named
			""";

	private final NamedParameterJdbcTemplate jdbc;

	DraftItemListener(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(CiMerged merged) {
		this.jdbc.update(DRAFTS, merged.params());
	}

}
