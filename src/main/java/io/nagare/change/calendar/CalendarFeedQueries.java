package io.nagare.change.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.cluster.FeedThrottle;
import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** What calendar programs read at the addresses of feeds. */
@Component
public class CalendarFeedQueries {

	private static final String MAKER = "SELECT user_id FROM change_calendar_feeds WHERE token_hash = :hash";

	/** How far a feed looks back and ahead. */
	private static final Duration BACK = Duration.ofDays(10);

	private static final Duration AHEAD = Duration.ofDays(90);

	private final ChangeCalendar calendar;

	private final FeedThrottle throttle;

	private final Callers people;

	private final AcrossTenants acrossTenants;

	private final NamedParameterJdbcTemplate jdbc;

	private final Clock clock;

	CalendarFeedQueries(ChangeCalendar calendar, FeedThrottle throttle, Callers people, AcrossTenants acrossTenants,
			NamedParameterJdbcTemplate jdbc, Clock clock) {
		this.calendar = calendar;
		this.throttle = throttle;
		this.people = people;
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.clock = clock;
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
			.filter((caller) -> caller.may(CalendarFeeds.READ) && !caller.isPlatform());
	}

}
