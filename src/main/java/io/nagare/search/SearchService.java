package io.nagare.search;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.UserManagement;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.ticket.query.TicketHit;
import io.nagare.ticket.query.TicketQueries;

/**
 * What the bar above all pages finds: a ticket by its number, else tickets, people and
 * configuration items by words, each as far as the caller may read them.
 */
@Component
public class SearchService {

	private final TicketQueries tickets;

	private final UserManagement people;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	SearchService(TicketQueries tickets, UserManagement people, Cmdb cmdb, CurrentCaller callers) {
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
	public Found find(String typed, int most) {
		Caller me = this.callers.require();
		if (me.isPlatform()) {
			throw Refusal.forbidden();
		}
		PageQuery few = PageQuery.of(1, most, null, null, List.of());
		List<Person> found = me.may("user:read") ? this.people.list(me, few, typed, null, false)
			.items()
			.stream()
			.map((user) -> new Person(user.id(), user.username(), user.firstName(), user.lastName()))
			.toList() : List.of();
		List<Item> items = me.may("cmdb:read") ? this.cmdb.search(typed, null, few)
			.items()
			.stream()
			.map((item) -> new Item(item.id(), item.name(), item.ciClass()))
			.toList() : List.of();
		return new Found(this.tickets.search(typed, most), found, items);
	}

	/** What there is. */
	public record Found(List<TicketHit> tickets, List<Person> people, List<Item> items) {
	}

	/** Somebody. */
	public record Person(UUID id, String username, String firstName, String lastName) {
	}

	/** A configuration item. */
	public record Item(UUID id, String name, String ciClass) {
	}

}
