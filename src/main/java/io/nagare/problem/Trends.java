package io.nagare.problem;

import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.shared.TenantId;
import io.nagare.workflow.ProcessVerbs;

/** What trend-detection.bpmn may ask: to look where incidents of any tenant pile up. */
@ProcessVerbs
public class Trends {

	private static final String SUSPICIONS = """
			SELECT reported.tenant_id, n.slug, reported.subject FROM (
			    SELECT t.tenant_id, s.subject FROM tickets t,
			           LATERAL (SELECT t.category_id UNION ALL SELECT unnest(t.ci_ids)) AS s (subject)
			     WHERE t.kind = 'incident' AND t.created_at > now() - interval '30 days') AS reported
			  JOIN tenants n ON n.id = reported.tenant_id
			 WHERE subject IS NOT NULL GROUP BY reported.tenant_id, n.slug, reported.subject HAVING count(*) > 1
			""";

	private final JdbcTemplate jdbc;

	private final ApplicationEventPublisher events;

	Trends(JdbcTemplate jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	/** Has each suspicion looked into, on its own and after this. */
	public void detect() {
		this.jdbc
			.query(SUSPICIONS,
					(row, number) -> new TrendSuspected(
							new TenantId(row.getObject("tenant_id", UUID.class), row.getString("slug")),
							row.getObject("subject", UUID.class)))
			.forEach(this.events::publishEvent);
	}

}
