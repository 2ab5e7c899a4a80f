package io.nagare.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.User;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** The addresses under which calendar programs read the changes. */
@Component
public class CalendarFeeds {

	private static final String READ = "change:read";

	private static final String MAKER = "SELECT user_id FROM change_calendar_feeds WHERE token_hash = :hash";

	/** How far a feed looks back and ahead. */
	private static final Duration BACK = Duration.ofDays(10);

	private static final Duration AHEAD = Duration.ofDays(90);

	private final CalendarFeedRepository feeds;

	private final ChangeCalendar calendar;

	private final FeedThrottle throttle;

	private final Callers people;

	private final CurrentCaller callers;

	private final AcrossTenants acrossTenants;

	private final NamedParameterJdbcTemplate jdbc;

	private final Clock clock;

	CalendarFeeds(CalendarFeedRepository feeds, ChangeCalendar calendar, FeedThrottle throttle, Callers people,
			CurrentCaller callers, AcrossTenants acrossTenants, NamedParameterJdbcTemplate jdbc, Clock clock) {
		this.feeds = feeds;
		this.calendar = calendar;
		this.throttle = throttle;
		this.people = people;
		this.callers = callers;
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The caller's feeds; of who decides on changes, those of everybody. */
	public Paged<CalendarFeed> page(PageQuery query) {
		Caller caller = reader();
		PageRequest request = PageRequest.of(query.page() - 1, query.limit(), Sort.by("createdAt", "id"));
		Page<CalendarFeed> page = decides(caller) ? this.feeds.findAll(request)
				: this.feeds.findByUserId(caller.userId(), request);
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * Makes a feed.
	 * @param name what it is for
	 * @return the feed and, this once, its token
	 */
	public Made make(String name) {
		String token = RandomToken.next();
		CalendarFeed feed = new CalendarFeed(reader().userId(), name.strip(), RandomToken.hash(token));
		return new Made(this.feeds.saveAndFlush(feed), token);
	}

	/**
	 * Revokes a feed: from now on its address is unknown.
	 * @throws Refusal NOT_FOUND where the caller has no such feed
	 */
	public void revoke(UUID id) {
		Caller caller = reader();
		this.feeds.delete(this.feeds.findById(id)
			.filter((feed) -> feed.userId().equals(caller.userId()) || decides(caller))
			.orElseThrow(Refusal::notFound));
	}

	/**
	 * Who may not be here any more has no feeds, and none again should he come back. Done
	 * twice, it changes nothing more.
	 */
	@ApplicationModuleListener
	void on(User.Deactivated left) {
		this.feeds.deleteByUserId(left.user());
	}

	private Caller reader() {
		Caller caller = this.callers.require();
		caller.demand(READ);
		return caller;
	}

	private static boolean decides(Caller caller) {
		return caller.may("change:decide");
	}

	/**
	 * What a feed shows, to whoever knows its token: ten days back and ninety ahead.
	 * @param address where the question comes from
	 * @throws Refusal NOT_FOUND for an unknown or revoked token, and where its maker may
	 * not read changes any more; RATE_LIMITED for who asks too often
	 */
	public ChangeCalendar.View read(String token, String address) {
		String hash = RandomToken.hash(token);
		Optional<Caller> maker = maker(hash);
		if (maker.isEmpty()) {
			this.throttle.missed(address);
			throw Refusal.notFound();
		}
		this.throttle.read(hash);
		Instant now = this.clock.instant();
		Window period = new Window(now.minus(BACK), now.plus(AHEAD));
		return Tenancy.as(maker.flatMap((caller) -> Optional.ofNullable(caller.tenant())).orElseThrow(),
				() -> this.calendar.published(period));
	}

	/** Whose feed it is, unless he may not read it himself. */
	private Optional<Caller> maker(String hash) {
		List<UUID> found = this.acrossTenants
			.read(() -> this.jdbc.queryForList(MAKER, Map.of("hash", hash), UUID.class));
		return found.stream()
			.findFirst()
			.flatMap(this.people::byId)
			.filter((caller) -> caller.may(READ) && !caller.isPlatform());
	}

	/**
	 * A new feed.
	 *
	 * @param token the secret in its address, which nobody can read again
	 */
	public record Made(CalendarFeed feed, String token) {
	}

}
