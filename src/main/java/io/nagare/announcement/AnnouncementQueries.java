package io.nagare.announcement;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;

/**
 * Reads announcements, which everybody of the tenant may; what was withdrawn, only who
 * writes them.
 */
@Component
@Transactional(readOnly = true)
public class AnnouncementQueries {

	static final String READ = "knowledge:read";

	/** Which of them, by their state. */
	private static final Map<State, String> CONDITIONS = Map.of(State.OPEN,
			"withdrawn_at IS NULL AND (ends_at IS NULL OR ends_at > :now)", State.CURRENT,
			"withdrawn_at IS NULL AND (ends_at IS NULL OR ends_at > :now) AND starts_at <= :now", State.COMING,
			"withdrawn_at IS NULL AND (ends_at IS NULL OR ends_at > :now) AND starts_at > :now", State.ENDED,
			"withdrawn_at IS NULL AND ends_at <= :now", State.WITHDRAWN, "withdrawn_at IS NOT NULL");

	/** What concerns the caller first, then what holds now, then what comes first. */
	private static final String PAGE = """
			SELECT id, count(*) OVER () AS total FROM announcements WHERE tenant_id = :tenant AND %s
			 ORDER BY %s, id LIMIT :limit OFFSET :offset
			""";

	private static final String FIRST_OPEN = """
			cardinality(ci_ids) > 0 AND NOT ci_ids && :mine, starts_at > :now,
			CASE WHEN starts_at > :now THEN starts_at END, starts_at DESC""";

	private static final String LATEST = "coalesce(withdrawn_at, ends_at) DESC";

	private final AnnouncementViews views;

	private final ConcernQueries concerns;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	private final Clock clock;

	AnnouncementQueries(AnnouncementViews views, ConcernQueries concerns, NamedParameterJdbcTemplate jdbc,
			CurrentCaller callers, Clock clock) {
		this.views = views;
		this.concerns = concerns;
		this.jdbc = jdbc;
		this.callers = callers;
		this.clock = clock;
	}

	/**
	 * Those of a state: of those that hold or come, what concerns the caller first; of
	 * the others, the latest.
	 * @throws Refusal FORBIDDEN for what was withdrawn, to those who write none
	 */
	public Paged<View> page(State state, PageQuery query) {
		Caller caller = reader();
		if (state == State.WITHDRAWN) {
			caller.demand(AnnouncementService.MANAGE);
		}
		Set<UUID> mine = this.concerns.itemsOf(caller);
		Map<String, Object> params = new HashMap<>(Map.of("tenant", Tenancy.require().id(), "mine",
				mine.toArray(UUID[]::new), "now", OffsetDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC),
				"limit", query.limit(), "offset", query.offset()));
		boolean over = state == State.ENDED || state == State.WITHDRAWN;
		String sql = PAGE.formatted(Objects.requireNonNull(CONDITIONS.get(state)), over ? LATEST : FIRST_OPEN);
		long[] total = { 0 };
		List<UUID> ids = this.jdbc.query(sql, params, (row, number) -> {
			total[0] = row.getLong("total");
			return row.getObject("id", UUID.class);
		});
		if (ids.isEmpty() && query.page() > 1) {
			// beyond the last page no row tells how many there are
			params.put("offset", 0L);
			this.jdbc.query(sql, params, (row) -> {
				total[0] = row.getLong("total");
			});
		}
		return Paged.of(this.views.of(ids, caller, mine), query, total[0]);
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND where there is none, or it was withdrawn and the caller
	 * writes none
	 */
	public View one(UUID id) {
		Caller caller = reader();
		return this.views.of(List.of(id), caller, this.concerns.itemsOf(caller))
			.stream()
			.filter((view) -> !view.announcement().isWithdrawn() || caller.may(AnnouncementService.MANAGE))
			.findFirst()
			.orElseThrow(Refusal::notFound);
	}

	private Caller reader() {
		Caller caller = this.callers.requireMember();
		caller.demand(READ);
		return caller;
	}

	/** Which announcements somebody looks for. */
	public enum State {

		/** Those that hold now or will. */
		OPEN,

		/** Those that hold now. */
		CURRENT,

		/** Those that will. */
		COMING,

		/** Those that no longer do. */
		ENDED,

		/** Those that were taken back. */
		WITHDRAWN;

		/** The word in the API. */
		@Override
		@JsonValue
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * An announcement as somebody reads it.
	 *
	 * @param concernsMe whether its items concern him
	 * @param items what of its items there still is
	 * @param ticket the ticket that it is about; null for none that he may read
	 */
	public record View(Announcement announcement, String state, boolean concernsMe, List<ConfigurationItem> items,
			@Nullable TicketRef ticket) {
	}

}
