package io.nagare.article;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.Stamps;

/** Whether articles help those who read them: each says it once of each version. */
@Component
@Transactional
public class ArticleFeedback {

	private static final String KEEP = """
			INSERT INTO article_answers (tenant_id, article_id, version, user_id, helped, spared, answered_at)
			VALUES (:tenant, :id, :version, :me, :helped, :spared, :now)
			ON CONFLICT (article_id, version, user_id) DO UPDATE
			   SET helped = excluded.helped, answered_at = excluded.answered_at,
			       spared = excluded.helped AND CASE WHEN :said THEN excluded.spared ELSE article_answers.spared END
			RETURNING spared
			""";

	private final Tickets tickets;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	private final Stamps stamps;

	ArticleFeedback(Tickets tickets, NamedParameterJdbcTemplate jdbc, CurrentCaller callers, Stamps stamps) {
		this.tickets = tickets;
		this.jdbc = jdbc;
		this.callers = callers;
		this.stamps = stamps;
	}

	/**
	 * Keeps what the caller says of the version in force, in place of what he said of it
	 * before.
	 * @param spared whether he would have written a ticket without it; null where he does
	 * not say
	 * @throws Refusal NOT_FOUND where he may not read it, CONFLICT where no version is in
	 * force
	 */
	public Feedback answer(String idOrNumber, boolean helped, @Nullable Boolean spared) {
		Caller me = this.callers.requireMember();
		me.demand("knowledge:read");
		Ticket ticket = this.tickets.readable(idOrNumber, "id");
		if (!(ticket instanceof Article article)) {
			throw Refusal.notFound();
		}
		if (Boolean.TRUE.equals(spared) && !helped) {
			throw Refusal.invalid("spared", "only_where_it_helped");
		}
		int version = article.published()
			.filter((number) -> article.isInForce())
			.orElseThrow(() -> Refusal.conflict(null, "not_published"));
		Map<String, Object> params = new HashMap<>(Map.of("tenant", Tenancy.require().id(), "id", article.id(),
				"version", version, "me", me.userId(), "helped", helped));
		params.put("spared", Boolean.TRUE.equals(spared));
		params.put("said", spared != null);
		params.put("now", Timestamp.from(this.stamps.now().at()));
		Boolean counted = this.jdbc.queryForObject(KEEP, params, Boolean.class);
		return new Feedback(version, helped, Boolean.TRUE.equals(counted));
	}

	/**
	 * What somebody said of an article.
	 *
	 * @param version of which it was said
	 * @param helped whether it helped
	 * @param spared whether a ticket was spared by it
	 */
	@Schema(name = "ArticleFeedback")
	public record Feedback(int version, boolean helped, boolean spared) {
	}

}
