package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;

/** Looking back on a change that was carried out. */
@Component
@Transactional
class ReviewService {

	/**
	 * Incidents reported within three days after a change on what it changed; a link may
	 * be there already.
	 */
	private static final String FOLLOWING = """
			SELECT t.id FROM tickets_view t
			 WHERE t.tenant_id = :tenant AND t.kind = 'incident' AND t.ci_ids && :cis
			   AND t.created_at >= :from AND t.created_at < :to
			   AND NOT EXISTS (SELECT FROM ticket_links_view l
			         WHERE l.source_id = t.id AND l.target_id = :id AND l.link_type = :type)
			 ORDER BY t.created_at
			""";

	private static final Duration AFTERMATH = Duration.ofDays(3);

	private final TicketWork work;

	private final TicketLinks links;

	private final Cmdb cmdb;

	private final NamedParameterJdbcTemplate jdbc;

	ReviewService(TicketWork work, TicketLinks links, Cmdb cmdb, NamedParameterJdbcTemplate jdbc) {
		this.work = work;
		this.links = links;
		this.cmdb = cmdb;
		this.jdbc = jdbc;
	}

	/** Emergencies, failures and high risk are always looked back on. */
	boolean needsReview(UUID id) {
		Change change = change(id);
		return change.isEmergency() || change.outcome().filter(Outcome::isFailure).isPresent()
				|| change.risk().filter(Risk.HIGH::equals).isPresent();
	}

	void review(UUID id, String review) {
		linkIncidents(id);
		this.work.save(change(id).reviewed(review, this.work.now()));
	}

	/**
	 * Links the incidents on the change's items, or on what depends on them, that were
	 * reported while it was carried out or in the 72 hours after; that they were caused
	 * by it is for people to say.
	 */
	void linkIncidents(UUID id) {
		Change change = change(id);
		Instant ended = change.ended().orElseThrow();
		Instant from = change.started().orElse(ended);
		Map<String, Object> params = Map.of("tenant", Tenancy.require().id(), "id", id, "cis",
				this.cmdb.surroundings(change.cis()).closure().toArray(new UUID[0]), "from",
				OffsetDateTime.ofInstant(from, ZoneOffset.UTC), "to",
				OffsetDateTime.ofInstant(ended.plus(AFTERMATH), ZoneOffset.UTC), "type", LinkType.RELATED_TO.word());
		this.jdbc.queryForList(FOLLOWING, params, UUID.class)
			.forEach((incident) -> this.links.link(incident, id, LinkType.RELATED_TO));
	}

	private Change change(UUID id) {
		return this.work.get(Change.class, id);
	}

}
