package io.nagare.problem.trend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Tenants;
import io.nagare.problem.ProblemRepository;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.Transactions;

/** Looks where incidents pile up. */
@Component
public class TrendQueries {

	/**
	 * How many incidents may show a trend on each category and item of the tenant, and
	 * whether a problem is open for it. One incident alone shows none.
	 */
	private static final String PILES = """
			SELECT pile.subject, pile.incidents, pile.is_known, coalesce(c.name, ci.name, '') AS name
			  FROM (
			    SELECT s.subject, count(*) AS incidents,
			           coalesce(bool_or(p.id IS NOT NULL AND p.closed_at IS NULL), false) AS is_known
			      FROM tickets_view i
			     CROSS JOIN LATERAL (SELECT i.category_id UNION SELECT unnest(i.ci_ids)) AS s (subject)
			      LEFT JOIN problem_trends r ON r.tenant_id = i.tenant_id AND r.subject_id = s.subject
			      LEFT JOIN tickets_view p ON p.id = r.problem_id
			     WHERE i.tenant_id = ? AND s.subject IS NOT NULL
			       AND i.created_at > coalesce(p.closed_at, '-infinity') AND %s
			     GROUP BY s.subject) AS pile
			  LEFT JOIN categories_view c ON c.id = pile.subject
			  LEFT JOIN configuration_items_view ci ON ci.id = pile.subject
			 WHERE pile.incidents > 1 OR pile.is_known
			""".formatted(ProblemRepository.UNEXPLAINED);

	private final Tenants tenants;

	private final JdbcTemplate jdbc;

	private final ProblemDetection detection;

	private final ApplicationEventPublisher events;

	private final Transactions transaction;

	TrendQueries(Tenants tenants, JdbcTemplate jdbc, ProblemDetection detection, ApplicationEventPublisher events,
			PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.jdbc = jdbc;
		this.detection = detection;
		this.events = events;
		this.transaction = new Transactions(transactions);
	}

	/**
	 * Has each category and item looked into on which the rules see a trend, or for which
	 * a problem is open that later incidents belong to; each on its own and after this.
	 */
	@Scheduled(cron = "${nagare.schedule.detect-trends}")
	@SchedulerLock(name = "detect-trends")
	public void detect() {
		this.tenants.inTurn("Looking for trends", () -> this.transaction.run(() -> detectIn(Tenancy.require())));
	}

	private void detectIn(TenantId tenant) {
		this.jdbc.query(PILES, TrendQueries::pile, tenant.id())
			.stream()
			.filter((pile) -> pile.isKnown() || this.detection.proposal(pile.name(), pile.incidents()).isPresent())
			.map((pile) -> new TrendSuspected(tenant, pile.subject(), pile.name()))
			.forEach(this.events::publishEvent);
	}

	private static Pile pile(ResultSet row, int number) throws SQLException {
		return new Pile(row.getObject("subject", UUID.class), row.getString("name"), row.getInt("incidents"),
				row.getBoolean("is_known"));
	}

	private record Pile(UUID subject, String name, int incidents, boolean isKnown) {
	}

}
