package io.nagare.problem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.shared.TenantId;
import io.nagare.workflow.ProcessVerbs;

/** What trend-detection.bpmn may ask: to look where incidents of any tenant pile up. */
@ProcessVerbs("trends")
public class Trends {

	/**
	 * How many incidents may show a trend on each category and item, in any tenant, and
	 * whether a problem is open for it. One incident alone shows none.
	 */
	private static final String PILES = """
			SELECT n.id AS tenant, n.slug, pile.subject, pile.incidents, pile.is_known, coalesce(c.name, ci.name, '') AS name
			  FROM tenants_view n
			  JOIN LATERAL (
			    SELECT s.subject, count(*) AS incidents,
			           coalesce(bool_or(p.id IS NOT NULL AND p.closed_at IS NULL), false) AS is_known
			      FROM tickets_view i
			     CROSS JOIN LATERAL (SELECT i.category_id UNION SELECT unnest(i.ci_ids)) AS s (subject)
			      LEFT JOIN problem_trends r ON r.tenant_id = i.tenant_id AND r.subject_id = s.subject
			      LEFT JOIN tickets_view p ON p.id = r.problem_id
			     WHERE i.tenant_id = n.id AND s.subject IS NOT NULL
			       AND i.created_at > coalesce(p.closed_at, '-infinity') AND %s
			     GROUP BY s.subject) AS pile ON pile.incidents > 1 OR pile.is_known
			  LEFT JOIN categories_view c ON c.id = pile.subject
			  LEFT JOIN configuration_items_view ci ON ci.id = pile.subject
			"""
		.formatted(ProblemRepository.UNEXPLAINED);

	private final JdbcTemplate jdbc;

	private final ProblemDetection detection;

	private final ApplicationEventPublisher events;

	Trends(JdbcTemplate jdbc, ProblemDetection detection, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.detection = detection;
		this.events = events;
	}

	/**
	 * Has each category and item looked into on which the rules see a trend, or for which
	 * a problem is open that later incidents belong to; each on its own and after this.
	 */
	public void detect() {
		this.jdbc.query(PILES, Trends::pile)
			.stream()
			.filter((pile) -> pile.isKnown() || this.detection.proposal(pile.name(), pile.incidents()).isPresent())
			.map((pile) -> new TrendSuspected(pile.tenant(), pile.subject(), pile.name()))
			.forEach(this.events::publishEvent);
	}

	private static Pile pile(ResultSet row, int number) throws SQLException {
		return new Pile(new TenantId(row.getObject("tenant", UUID.class), row.getString("slug")),
				row.getObject("subject", UUID.class), row.getString("name"), row.getInt("incidents"),
				row.getBoolean("is_known"));
	}

	private record Pile(TenantId tenant, UUID subject, String name, int incidents, boolean isKnown) {
	}

}
