package io.nagare.intake.alert;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.workflow.Decisions;

/**
 * What an alert says of a ticket: its priority, its items, and the changes under way at
 * them.
 */
@Component
class AlertFacts {

	private static final String SEVERITIES = "alert-severity";

	/** Labels whose value may be the name of an item, the most telling first. */
	private static final List<String> ITEM_LABELS = List.of("ci", "host", "hostname", "node", "instance", "server",
			"device", "service", "component", "source", "database");

	private static final int MOST_SEVERITIES = 20;

	private final TicketTypes types;

	private final TicketQueries queries;

	private final Tickets tickets;

	private final TicketLinks links;

	private final Cmdb cmdb;

	private final Decisions decisions;

	private final CurrentCaller callers;

	AlertFacts(TicketTypes types, TicketQueries queries, Tickets tickets, TicketLinks links, Cmdb cmdb,
			Decisions decisions, CurrentCaller callers) {
		this.types = types;
		this.queries = queries;
		this.tickets = tickets;
		this.links = links;
		this.cmdb = cmdb;
		this.decisions = decisions;
		this.callers = callers;
	}

	/** The highest of what the table says. */
	String priority(List<AlertSignal> signals) {
		TicketType<?, ?> type = this.types.of(AlertTickets.KIND);
		List<String> words = this.decisions.allowedValues(type.priorityTable(), "priority");
		return signals.stream()
			.map(AlertSignal::severity)
			.distinct()
			.limit(MOST_SEVERITIES)
			.map((severity) -> this.decisions.evaluate(SEVERITIES,
					Map.of("severity", severity.toLowerCase(Locale.ROOT))))
			.map((row) -> String.valueOf(row.get("priority")))
			.filter(words::contains)
			.min(Comparator.comparing(words::indexOf))
			.orElse(words.isEmpty() ? "medium" : words.get(words.size() / 2));
	}

	List<UUID> items(List<AlertSignal> signals) {
		Set<String> names = new LinkedHashSet<>();
		for (String label : ITEM_LABELS) {
			for (AlertSignal signal : signals) {
				String value = signal.labels().get(label);
				if (value != null && !value.isBlank()) {
					names.add(value);
					// without the port
					names.add(value.replaceFirst(":\\d{1,5}$", ""));
				}
			}
		}
		return this.cmdb.named(names.stream().limit(50).toList())
			.stream()
			.map(ConfigurationItem::id)
			.limit(20)
			.toList();
	}

	/** Somebody works on the items, and told so. */
	List<String> changesUnderWay(List<UUID> items) {
		if (!this.callers.require().may("change:read")) {
			return List.of();
		}
		return this.types.find("change")
			.map((type) -> items.stream()
				.flatMap((item) -> this.queries.page(type, TicketListing.of("phase=in_work&ci_id=" + item, null))
					.items()
					.stream())
				.map((row) -> row.ticket().number())
				.distinct()
				.limit(5)
				.toList())
			.orElse(List.of());
	}

	/** Ties the ticket to the changes. */
	void relate(UUID ticket, List<String> changes) {
		changes.forEach((change) -> this.tickets.findReadable(change)
			.ifPresent((other) -> this.links.link(ticket, other.id(), LinkType.RELATED_TO)));
	}

}
