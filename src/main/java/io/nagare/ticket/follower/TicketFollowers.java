package io.nagare.ticket.follower;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;

/**
 * Lets people follow tickets: themselves, whatever they may read, and agents their
 * colleagues. To follow gives nobody the right to read.
 */
@Component
@Transactional
public class TicketFollowers {

	/** People who follow one ticket. */
	public static final int MOST = 200;

	private static final String USER = "user_id";

	private final FollowerStore store;

	private final TicketWork work;

	private final TicketAccess access;

	private final Directory directory;

	private final Notifications notifications;

	TicketFollowers(FollowerStore store, TicketWork work, TicketAccess access, Directory directory,
			Notifications notifications) {
		this.store = store;
		this.work = work;
		this.access = access;
		this.directory = directory;
		this.notifications = notifications;
	}

	/**
	 * Lets somebody follow the ticket from now on; nothing happens where he does. Whom
	 * somebody else made a follower is told so.
	 * @throws Refusal NOT_FOUND where the caller may not read the ticket; FORBIDDEN for
	 * who adds others without working on such tickets; VALIDATION_FAILED where the other
	 * is unknown or may not read it, CONFLICT where enough follow it
	 */
	public void follow(UUID id, UUID user) {
		Ticket ticket = this.work.take(id);
		Caller caller = this.work.caller();
		boolean other = !user.equals(caller.userId());
		if (other) {
			caller.demand(ticket.kind() + ":work");
			User wanted = this.directory.user(user)
				.filter(User::isActive)
				.orElseThrow(() -> Refusal.invalid(USER, "unknown_user"));
			if (this.access.readersAmong(List.of(wanted), ticket, List.of()).isEmpty()) {
				throw Refusal.invalid(USER, "follower_may_not_read", wanted.fullName());
			}
		}
		if (this.store.othersThan(id, user) >= MOST) {
			throw Refusal.conflict(USER, "too_many_followers", MOST);
		}
		if (this.store.add(id, user) && other) {
			this.notifications.tell(Notice.of("ticket.follower", ticket.title(), name(caller))
				.about(ticket.ref())
				.confidential(ticket.isConfidential())
				.to(user));
		}
	}

	/**
	 * Those follow the ticket from now on, as far as there is room. They are told
	 * otherwise, and may read it.
	 */
	public void followedFromNowOn(Ticket ticket, Collection<UUID> people) {
		people.stream()
			.filter((one) -> this.store.othersThan(ticket.id(), one) < MOST)
			.forEach((one) -> this.store.add(ticket.id(), one));
	}

	/**
	 * Nobody follows a ticket against his will; agents take others away too. Nothing
	 * happens where he does not follow it.
	 * @throws Refusal NOT_FOUND where the caller may not read the ticket; FORBIDDEN for
	 * who takes others away without working on such tickets
	 */
	public void unfollow(UUID id, UUID user) {
		Ticket ticket = this.work.take(id);
		Caller caller = this.work.caller();
		if (!user.equals(caller.userId())) {
			caller.demand(ticket.kind() + ":work");
		}
		this.store.remove(id, user);
	}

	private String name(Caller caller) {
		return this.directory.user(caller.userId()).map(User::fullName).orElse(caller.username());
	}

}
