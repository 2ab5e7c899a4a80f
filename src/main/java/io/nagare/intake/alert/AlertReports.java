package io.nagare.intake.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;

/** The incidents that alerts become. */
@Component
class AlertReports {

	static final String KIND = "incident";

	private final AlertStore store;

	private final AlertFacts facts;

	private final AlertChanges changes;

	private final TicketService service;

	private final Tickets tickets;

	private final Directory directory;

	AlertReports(AlertStore store, AlertFacts facts, AlertChanges changes, TicketService service, Tickets tickets,
			Directory directory) {
		this.store = store;
		this.facts = facts;
		this.changes = changes;
		this.service = service;
		this.tickets = tickets;
		this.directory = directory;
	}

	/** The ticket, as long as the caller may read it. */
	Optional<Ticket> readable(UUID id) {
		return this.tickets.findReadable(id);
	}

	AlertGroup report(AlertGroup group, List<AlertSignal> news) {
		List<AlertSignal> firing = news.stream().filter(AlertSignal::firing).toList();
		AlertSignal first = firing.isEmpty() ? news.get(0) : firing.get(0);
		String priority = this.facts.priority(firing);
		List<UUID> items = this.facts.items(news);
		List<String> changes = this.changes.underWay(items);
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("title", AlertStore.title(first));
		fields.put("priority", priority);
		fields.put("description", (changes.isEmpty() ? ""
				: Texts.label("alert.expected", String.join(", ", changes)).in(this.directory.language()) + "\n\n")
				+ AlertFacts.described(news));
		if (!items.isEmpty()) {
			fields.put("ci_ids", items);
		}
		UUID id = this.service.report(KIND, fields);
		Ticket ticket = this.tickets.readable(id);
		this.changes.relate(id, changes);
		this.store.reported(group.id(), AlertStore.title(first), priority, id, ticket.number());
		return new AlertGroup(group.id(), group.source(), first.title(), group.state(), priority, id, ticket.number(),
				group.flips(), Instant.now(), group.received(), group.createdAt(), group.updatedAt());
	}

}
