package io.nagare.announcement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.cluster.FeedThrottle;
import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** What feed readers read at the addresses of feeds. */
@Component
public class AnnouncementFeedQueries {

	private static final String FEED = "SELECT id, user_id FROM announcement_feeds WHERE token_hash = :hash";

	/** What has ended stays in a feed for so long. */
	private static final Duration BACK = Duration.ofDays(30);

	private final AnnouncementRepository announcements;

	private final FeedThrottle throttle;

	private final Callers people;

	private final Directory directory;

	private final AcrossTenants acrossTenants;

	private final NamedParameterJdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	AnnouncementFeedQueries(AnnouncementRepository announcements, FeedThrottle throttle, Callers people,
			Directory directory, AcrossTenants acrossTenants, NamedParameterJdbcTemplate jdbc,
			TransactionTemplate transaction, Clock clock) {
		this.announcements = announcements;
		this.throttle = throttle;
		this.people = people;
		this.directory = directory;
		this.acrossTenants = acrossTenants;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * What a feed shows, to whoever knows its token: what holds, what comes, and what
	 * ended in the last 30 days, in the language of the feed's maker.
	 * @param address where the question comes from
	 * @throws Refusal NOT_FOUND for an unknown or revoked token, and where its maker may
	 * not read announcements any more; RATE_LIMITED for who asks too often
	 */
	public Feed read(String token, String address) {
		String hash = RandomToken.hash(token);
		Optional<Found> found = find(hash);
		if (found.isEmpty()) {
			this.throttle.missed(address);
			throw Refusal.notFound();
		}
		this.throttle.read(hash);
		Caller maker = found.get().maker();
		return Tenancy.as(Optional.ofNullable(maker.tenant()).orElseThrow(),
				() -> this.transaction.execute((status) -> feed(found.get().id(), maker)));
	}

	private Feed feed(UUID id, Caller maker) {
		Instant now = this.clock.instant();
		Locale language = this.directory.user(maker.userId())
			.map(User::locale)
			.map(Locale::forLanguageTag)
			.orElse(Locale.JAPANESE);
		return new Feed(id, language, this.directory.zone(), now, this.announcements.since(now.minus(BACK)));
	}

	/** Whose feed it is, unless he may not read it himself. */
	private Optional<Found> find(String hash) {
		List<Made> made = this.acrossTenants.read(() -> this.jdbc.query(FEED, Map.of("hash", hash),
				(row, number) -> new Made(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class))));
		return made.stream()
			.findFirst()
			.flatMap((feed) -> this.people.byId(feed.user())
				.filter((caller) -> caller.may(AnnouncementQueries.READ) && !caller.isPlatform())
				.map((maker) -> new Found(feed.id(), maker)));
	}

	private record Made(UUID id, UUID user) {
	}

	private record Found(UUID id, Caller maker) {
	}

	/**
	 * What a feed shows.
	 *
	 * @param id the feed's key, which stays
	 * @param language its reader's
	 * @param zone on whose clock times are told
	 * @param at when it was read
	 * @param announcements the newest first
	 */
	public record Feed(UUID id, Locale language, ZoneId zone, Instant at, List<Announcement> announcements) {
	}

}
