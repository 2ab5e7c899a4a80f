package io.nagare.announcement;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.announcement.AnnouncementQueries.View;

/** Announcements as somebody reads them. */
@Component
class AnnouncementViews {

	private final AnnouncementRepository announcements;

	private final Cmdb cmdb;

	private final Tickets tickets;

	private final TicketAccess access;

	private final Clock clock;

	AnnouncementViews(AnnouncementRepository announcements, Cmdb cmdb, Tickets tickets, TicketAccess access,
			Clock clock) {
		this.announcements = announcements;
		this.cmdb = cmdb;
		this.tickets = tickets;
		this.access = access;
		this.clock = clock;
	}

	/**
	 * Those that there are, in that order.
	 * @param mine the items that concern the caller
	 */
	List<View> of(Collection<UUID> ids, Caller caller, Set<UUID> mine) {
		Map<UUID, Announcement> found = this.announcements.withUpdates(ids)
			.stream()
			.collect(Collectors.toMap(Announcement::id, Function.identity()));
		Map<UUID, ConfigurationItem> items = this.cmdb
			.items(found.values().stream().flatMap((one) -> one.cis().stream()).toList())
			.stream()
			.collect(Collectors.toMap(ConfigurationItem::id, Function.identity()));
		Map<UUID, TicketRef> readable = this.tickets
			.all(found.values().stream().flatMap((one) -> one.ticket().stream()).toList())
			.stream()
			.filter((ticket) -> this.access.mayRead(caller, ticket))
			.collect(Collectors.toMap(Ticket::id, Ticket::ref));
		Instant now = this.clock.instant();
		return ids.stream()
			.map(found::get)
			.filter(Objects::nonNull)
			.map((one) -> new View(one, one.state(now), concerns(one, mine),
					one.cis().stream().map(items::get).filter(Objects::nonNull).toList(),
					one.ticket().map(readable::get).orElse(null)))
			.toList();
	}

	private static boolean concerns(Announcement one, Set<UUID> mine) {
		return one.cis().isEmpty() || one.cis().stream().anyMatch(mine::contains);
	}

}
