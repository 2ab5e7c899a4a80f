package io.nagare.change;

import java.util.Collection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.shared.Tenancy;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;

/** What the tables ask to rate the risk of a change, beside what people answered. */
@Component
@Transactional(readOnly = true)
class RiskFacts {

	/** Of the same model, or on one of the items, in the year before. */
	private static final String FAILURES = """
			SELECT count(*) FROM changes c JOIN tickets_view t ON t.id = c.id
			 WHERE c.tenant_id = :tenant AND c.id <> :id AND c.outcome IN ('backed_out', 'failed')
			   AND c.ended_at > now() - interval '1 year'
			   AND t.tenant_id = :tenant AND (c.model_id = :model OR t.ci_ids && :cis)
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Cmdb cmdb;

	private final Calendars calendars;

	RiskFacts(NamedParameterJdbcTemplate jdbc, Cmdb cmdb, Calendars calendars) {
		this.jdbc = jdbc;
		this.cmdb = cmdb;
		this.calendars = calendars;
	}

	int pastFailures(Change change) {
		return pastFailures(change, change.cis());
	}

	/** The same, were it about these items. */
	int pastFailures(Change change, Collection<UUID> cis) {
		Integer count = this.jdbc.queryForObject(FAILURES, Map.of("tenant", Tenancy.require().id(), "id", change.id(),
				"model", change.model().orElse(new UUID(0, 0)), "cis", cis.toArray(new UUID[0])), Integer.class);
		return (count != null) ? count : 0;
	}

	/** The tier of the most important item; 0 without any. */
	int ciTier(Change change) {
		return ciTier(change.cis());
	}

	/** The same of any items. */
	int ciTier(Collection<UUID> cis) {
		return this.cmdb.items(cis).stream().mapToInt(ConfigurationItem::tier).min().orElse(0);
	}

	/** How many services a fault of the changed items can reach, themselves left out. */
	int downstream(Change change) {
		return downstream(change.cis());
	}

	/** The same of any items. */
	int downstream(Collection<UUID> cis) {
		return this.cmdb.servicesDownstream(cis);
	}

	/** Whether any of its window lies in office hours; unknown windows do. */
	boolean isInHours(Change change) {
		return isInHours(change.plannedStart(), change.plannedEnd());
	}

	/** The same of any window. */
	boolean isInHours(Optional<Instant> plannedStart, Optional<Instant> plannedEnd) {
		BusinessCalendar hours = this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow();
		return plannedStart
			.flatMap((start) -> plannedEnd.filter(start::isBefore).map((end) -> hours.elapsed(start, end)))
			.map((inside) -> !inside.isZero())
			.orElse(true);
	}

}
