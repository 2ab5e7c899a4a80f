package io.nagare.search;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.WordOf;
import io.nagare.shared.Phase;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.User;
import io.nagare.directory.UserManagement;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.ticket.query.TicketHit;
import io.nagare.ticket.query.TicketSearch;

/**
 * What the bar above all pages finds: a ticket by its number, else tickets, people and
 * configuration items by words, each as far as the caller may read them.
 */
@Component
public class SearchService {

	private final TicketSearch tickets;

	private final UserManagement people;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	SearchService(TicketSearch tickets, UserManagement people, Cmdb cmdb, CurrentCaller callers) {
		this.tickets = tickets;
		this.people = people;
		this.cmdb = cmdb;
		this.callers = callers;
	}

	/**
	 * Looks for what somebody typed.
	 * @param most how much of each sort is answered
	 * @throws Refusal FORBIDDEN for who belongs to no tenant
	 */
	public List<Hit> find(String typed, int most) {
		Caller me = this.callers.requireMember();
		PageQuery few = PageQuery.of(1, most, null, null, List.of());
		List<Hit> hits = new ArrayList<>();
		this.tickets.search(typed, most).forEach((ticket) -> hits.add(Hit.of(ticket)));
		if (me.may("user:read")) {
			this.people.list(me, few, typed, null, false).items().forEach((user) -> hits.add(Hit.of(user)));
		}
		if (me.may("cmdb:read")) {
			this.cmdb.search(typed, null, few).items().forEach((item) -> hits.add(Hit.of(item)));
		}
		return hits;
	}

	/**
	 * What was found.
	 *
	 * @param type {@code ticket}, {@code person} or {@code item}
	 * @param title what people know it by: its title, full name or name
	 * @param kind the kind of the ticket, or the class of the item; null for people
	 * @param number the ticket's number, or the person's user name; null for items
	 * @param status the ticket's; null for others, as all below
	 */
	public record Hit(@Schema(allowableValues = {
			"ticket", "person", "item" }) String type, UUID id, String title, @Nullable String kind,
			@Nullable String number, @Nullable String status, @WordOf(Phase.class) @Nullable String phase,
			@Nullable String priority){

		private static Hit of(TicketHit ticket) {
			return new Hit("ticket", ticket.id(), ticket.title(), ticket.kind(), ticket.number(), ticket.status(),
					ticket.phase(), ticket.priority());
		}

		private static Hit of(User user) {
			return new Hit("person", user.id(), user.fullName(), null, user.username(), null, null, null);
		}

		private static Hit of(ConfigurationItem item) {
			return new Hit("item", item.id(), item.name(), item.ciClass(), null, null, null, null);
		}

	}

}
