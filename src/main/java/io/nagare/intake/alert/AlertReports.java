package io.nagare.intake.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketSource;
import io.nagare.ticket.Tickets;

/** The incidents that alerts become. */
@Component
class AlertReports {

	static final String KIND = "incident";

	/** That one incident is about by itself; people add more. */
	private static final int MOST_ITEMS = 50;

	private final AlertStore store;

	private final AlertFacts facts;

	private final AlertChanges changes;

	private final AlertMaintenance maintenance;

	private final TicketService service;

	private final Tickets tickets;

	private final Directory directory;

	AlertReports(AlertStore store, AlertFacts facts, AlertChanges changes, AlertMaintenance maintenance,
			TicketService service, Tickets tickets, Directory directory) {
		this.maintenance = maintenance;
		this.store = store;
		this.facts = facts;
		this.changes = changes;
		this.service = service;
		this.tickets = tickets;
		this.directory = directory;
	}

	/** Of what it may come, as the ticket begins; empty for nothing known. */
	private String expected(List<String> changes, List<UUID> items) {
		List<String> known = Stream.concat(changes.stream(), this.maintenance.open(items).stream()).toList();
		return known.isEmpty() ? ""
				: Texts.label("alert.expected", String.join(", ", known)).in(this.directory.language()) + "\n\n";
	}

	/** The ticket, as long as the caller may read it. */
	Optional<Ticket> readable(UUID id) {
		return this.tickets.findReadable(id);
	}

	/** What joins it may be about more items. */
	void join(Ticket ticket, List<AlertSignal> signals) {
		List<UUID> items = this.facts.items(signals.stream().filter(AlertSignal::firing).toList());
		if (!ticket.cis().containsAll(items)) {
			this.service.concern(ticket.id(), items, MOST_ITEMS);
		}
	}

	AlertGroup report(AlertGroup group, List<AlertSignal> news) {
		List<AlertSignal> firing = news.stream().filter(AlertSignal::firing).toList();
		AlertSignal first = firing.isEmpty() ? news.get(0) : firing.get(0);
		AlertFacts.Asked asked = this.facts.asked(firing);
		List<UUID> items = this.facts.items(news);
		List<String> changes = this.changes.underWay(items);
		Map<String, Object> fields = new LinkedHashMap<>();
		String title = group.isStorm() ? Texts.label("alert.storm", group.source()).in(this.directory.language())
				: AlertStore.title(first);
		fields.put("title", title);
		fields.put("priority", asked.priority());
		if (asked.impact() != null) {
			fields.put("impact", asked.impact());
		}
		fields.put("description", expected(changes, items) + AlertFacts.described(news));
		if (!items.isEmpty()) {
			fields.put("ci_ids", items);
		}
		UUID id = this.service.report(KIND, fields, new TicketSource(TicketSource.ALERT, group.source()));
		Ticket ticket = this.tickets.readable(id);
		this.changes.relate(id, changes);
		this.store.told(group.id());
		return this.store.reported(group.id(), title, asked.priority(), id, ticket.number());
	}

}
