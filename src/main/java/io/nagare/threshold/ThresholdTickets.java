package io.nagare.threshold;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.TicketRef;
import io.nagare.shared.Transactions;
import io.nagare.threshold.ThresholdTable.Measured;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;

/** Opens a ticket for a figure that is beyond its threshold. */
@Component
class ThresholdTickets {

	private static final Logger LOG = LoggerFactory.getLogger(ThresholdTickets.class);

	private static final int LONGEST_TITLE = 200;

	private final FigureAlerts alerts;

	private final Callers people;

	private final Directory directory;

	private final TicketService tickets;

	private final Tickets opened;

	private final ThresholdWords words;

	private final Transactions transaction;

	ThresholdTickets(FigureAlerts alerts, Callers people, Directory directory, TicketService tickets, Tickets opened,
			ThresholdWords words, PlatformTransactionManager transactions) {
		this.alerts = alerts;
		this.people = people;
		this.directory = directory;
		this.tickets = tickets;
		this.opened = opened;
		this.words = words;
		this.transaction = new Transactions(transactions);
	}

	/** Kept with the ticket or not at all, so that none is opened twice. */
	void open(FigureAlerts.Row row, String username) {
		Caller reporter = this.people.memberByUsername(username).orElse(null);
		if (reporter == null) {
			LOG.warn("No ticket is opened for the figure {}: there is no user of that name", row.figure());
			this.transaction.run(() -> this.alerts.openNothing(row.id()));
			return;
		}
		try {
			CurrentCaller.during(reporter, () -> {
				this.transaction.run(() -> this.alerts.takeToOpen(row.id())
					.ifPresent((taken) -> this.alerts.opened(row.id(), report(taken))));
				return row.id();
			});
		}
		catch (Refusal ex) {
			LOG.warn("No ticket is opened for the figure {}: {}", row.figure(), ex.getMessage());
			this.transaction.run(() -> this.alerts.openNothing(row.id()));
		}
	}

	private TicketRef report(FigureAlerts.Row row) {
		Locale language = this.directory.language();
		Measured measured = new Measured(row.figure(), row.by(), row.part(), row.label(), row.value(), 0);
		Map<String, Object> fields = new HashMap<>();
		String title = Texts.label("threshold.title", this.words.named(measured)).in(language);
		fields.put("title", (title.length() > LONGEST_TITLE) ? title.substring(0, LONGEST_TITLE) : title);
		fields.put("description",
				Texts.label("threshold.description", this.words.named(measured), this.words.amount(measured))
					.in(language));
		if (row.by().equals("category")) {
			fields.put("category_id", row.part());
		}
		String kind = Optional.ofNullable(row.opens()).orElse("incident");
		return this.opened.readable(this.tickets.report(kind, fields)).ref();
	}

}
