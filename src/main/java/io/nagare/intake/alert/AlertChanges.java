package io.nagare.intake.alert;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketCondition;
import io.nagare.ticket.query.TicketCondition.All;
import io.nagare.ticket.query.TicketCondition.Any;
import io.nagare.ticket.query.TicketCondition.Compared;
import io.nagare.ticket.query.TicketCondition.Comparison;
import io.nagare.ticket.query.TicketCondition.Empty;
import io.nagare.ticket.query.TicketCondition.Not;
import io.nagare.ticket.query.TicketCondition.Own;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.query.TicketRow;

/**
 * Changes at the items of an alert, of which it may come: those that have begun and not
 * ended, and those that are authorised and may begin any moment, since their window is
 * now. How their models look says nothing of it.
 */
@Component
class AlertChanges {

	private final TicketTypes types;

	private final TicketReads reads;

	private final Tickets tickets;

	private final TicketLinks links;

	private final CurrentCaller callers;

	private final Clock clock;

	AlertChanges(TicketTypes types, TicketReads reads, Tickets tickets, TicketLinks links, CurrentCaller callers,
			Clock clock) {
		this.types = types;
		this.reads = reads;
		this.tickets = tickets;
		this.links = links;
		this.callers = callers;
		this.clock = clock;
	}

	/** Their numbers, as far as the caller reads changes. */
	List<String> underWay(List<UUID> items) {
		Caller caller = this.callers.require();
		if (!caller.may("change:read") || items.isEmpty()) {
			return List.of();
		}
		return this.types.find("change")
			.map((type) -> underWay(items, type.selection(caller), caller))
			.orElse(List.of());
	}

	private List<String> underWay(List<UUID> items, TicketReads.Selection<? extends TicketRow> changes, Caller caller) {
		TicketCondition at = new Any(items.stream().<TicketCondition>map(TicketCondition.Concerns::new).toList());
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		TicketCondition lasts = new Empty(own(changes, "outcome"));
		TicketCondition begun = new Not(new Empty(own(changes, "started_at")));
		TicketCondition mayBegin = new All(List.of(new Not(new Empty(own(changes, "authorised_risk"))),
				new Compared(own(changes, "planned_start"), Comparison.UNTIL, now),
				new Compared(own(changes, "planned_end"), Comparison.AFTER, now)));
		return this.reads
			.find(changes, new All(List.of(at, lasts, new Any(List.of(begun, mayBegin)))), List.of(), 0,
					AlertFacts.MOST_EXPECTED, caller)
			.items()
			.stream()
			.map((row) -> row.ticket().number())
			.toList();
	}

	private static Own own(TicketReads.Selection<?> changes, String field) {
		return new Own(changes, Objects.requireNonNull(changes.searched().get(field), field));
	}

	/** Ties the ticket to the changes. */
	void relate(UUID ticket, List<String> changes) {
		changes.forEach((change) -> this.tickets.findReadable(change)
			.ifPresent((other) -> this.links.link(ticket, other.id(), LinkType.RELATED_TO)));
	}

}
