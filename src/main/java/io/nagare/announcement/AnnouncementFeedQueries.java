package io.nagare.announcement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.signin.FeedEntrance;

/** What feed readers read at the addresses of feeds. */
@Component
public class AnnouncementFeedQueries {

	private static final String FEED = "SELECT id, user_id FROM announcement_feeds WHERE token_hash = :hash";

	/** What has ended stays in a feed for so long. */
	private static final Duration BACK = Duration.ofDays(30);

	private final AnnouncementRepository announcements;

	private final FeedEntrance entrance;

	private final Directory directory;

	private final TransactionTemplate transaction;

	private final Clock clock;

	AnnouncementFeedQueries(AnnouncementRepository announcements, FeedEntrance entrance, Directory directory,
			TransactionTemplate transaction, Clock clock) {
		this.announcements = announcements;
		this.entrance = entrance;
		this.directory = directory;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * What a feed shows, to whoever knows its token: what holds, what comes, and what
	 * ended in the last 30 days, in the language of the feed's maker.
	 * @param address where the question comes from
	 * @throws Refusal as {@link FeedEntrance#read} does
	 */
	public Feed read(String token, String address) {
		return this.entrance.read(token, address, FEED, AnnouncementQueries.READ,
				(id, maker) -> this.transaction.execute((status) -> feed(id, maker)));
	}

	private Feed feed(UUID id, Caller maker) {
		Instant now = this.clock.instant();
		Locale language = this.directory.user(maker.userId())
			.map(User::locale)
			.map(Locale::forLanguageTag)
			.orElse(Locale.JAPANESE);
		return new Feed(id, language, this.directory.zone(), now, this.announcements.since(now.minus(BACK)));
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
