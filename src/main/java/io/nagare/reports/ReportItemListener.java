package io.nagare.reports;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Lists that are mailed ask for the item that stays of two that were one. */
@Component
class ReportItemListener {

	private static final String REPORTS = """
			UPDATE scheduled_reports SET filter = replace(filter, :from::text, :into::text), version = version + 1
			 WHERE tenant_id = :tenant AND filter LIKE :named
			""";

	private final NamedParameterJdbcTemplate jdbc;

	ReportItemListener(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(CiMerged merged) {
		this.jdbc.update(REPORTS, merged.params());
	}

}
