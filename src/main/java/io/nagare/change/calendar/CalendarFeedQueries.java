package io.nagare.change.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.signin.FeedEntrance;

/** What calendar programs read at the addresses of feeds. */
@Component
public class CalendarFeedQueries {

	private static final String FEED = "SELECT id, user_id FROM change_calendar_feeds WHERE token_hash = :hash";

	/** How far a feed looks back and ahead. */
	private static final Duration BACK = Duration.ofDays(10);

	private static final Duration AHEAD = Duration.ofDays(90);

	private final ChangeCalendar calendar;

	private final FeedEntrance entrance;

	private final Clock clock;

	CalendarFeedQueries(ChangeCalendar calendar, FeedEntrance entrance, Clock clock) {
		this.calendar = calendar;
		this.entrance = entrance;
		this.clock = clock;
	}

	/**
	 * What a feed shows, to whoever knows its token: ten days back and ninety ahead.
	 * @param address where the question comes from
	 * @throws Refusal as {@link FeedEntrance#read} does
	 */
	public ChangeCalendar.View read(String token, String address) {
		Instant now = this.clock.instant();
		return this.entrance.read(token, address, FEED, CalendarFeeds.READ,
				(id, maker) -> this.calendar.published(new Window(now.minus(BACK), now.plus(AHEAD))));
	}

}
