package io.nagare.announcement;

import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.User;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;

/** The addresses under which feed readers read the announcements; each has his own. */
@Component
@Transactional
public class AnnouncementFeeds {

	private static final int MOST = 20;

	private final AnnouncementFeedRepository feeds;

	private final CurrentCaller callers;

	AnnouncementFeeds(AnnouncementFeedRepository feeds, CurrentCaller callers) {
		this.feeds = feeds;
		this.callers = callers;
	}

	/** The caller's feeds. */
	public Paged<AnnouncementFeed> page(PageQuery query) {
		Page<AnnouncementFeed> page = this.feeds.findByUserId(reader(),
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("createdAt", "id")));
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
		if (this.feeds.countByUserId(reader()) >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
		String token = RandomToken.next();
		return new Made(this.feeds.saveAndFlush(new AnnouncementFeed(reader(), name.strip(), RandomToken.hash(token))),
				token);
	}

	/**
	 * Revokes a feed: from now on its address is unknown.
	 * @throws Refusal NOT_FOUND where the caller has no such feed
	 */
	public void revoke(UUID id) {
		this.feeds.delete(this.feeds.findByIdAndUserId(id, reader()).orElseThrow(Refusal::notFound));
	}

	/**
	 * Who may not be here any more has no feeds, and none again should he come back. Done
	 * twice, it changes nothing more.
	 */
	@ApplicationModuleListener
	void on(User.Deactivated left) {
		this.feeds.deleteByUserId(left.user());
	}

	private UUID reader() {
		var caller = this.callers.requireMember();
		caller.demand(AnnouncementQueries.READ);
		return caller.userId();
	}

	/**
	 * A new feed.
	 *
	 * @param token the secret in its address, which nobody can read again
	 */
	public record Made(AnnouncementFeed feed, String token) {
	}

}
