package io.nagare.change.calendar;

import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.User;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;

/** The addresses under which calendar programs read the changes. */
@Component
@Transactional
public class CalendarFeeds {

	private static final int MOST = 20;

	static final String READ = "change:read";

	private final CalendarFeedRepository feeds;

	private final CurrentCaller callers;

	CalendarFeeds(CalendarFeedRepository feeds, CurrentCaller callers) {
		this.feeds = feeds;
		this.callers = callers;
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
	 * @throws Refusal FORBIDDEN for a program, whose feed would outlive it; CONFLICT
	 * where the caller has too many
	 */
	public Made make(String name) {
		this.callers.requireInPerson();
		if (this.feeds.countByUserId(reader().userId()) >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
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
	 * A new feed.
	 *
	 * @param token the secret in its address, which nobody can read again
	 */
	public record Made(CalendarFeed feed, String token) {
	}

}
