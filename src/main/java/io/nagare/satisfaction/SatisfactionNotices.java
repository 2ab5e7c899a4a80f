package io.nagare.satisfaction;

import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.notification.Notice;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Texts;
import io.nagare.signin.link.SealedLinks;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.notice.TicketNoticeService;

/**
 * Asks the reporter of a ticket that was closed, where the table of notices names him for
 * that. Others whom it names get no link, which is his alone.
 */
@Component
class SatisfactionNotices {

	private final TicketRecords records;

	private final TicketNoticeService events;

	private final SatisfactionService satisfaction;

	private final SealedLinks links;

	SatisfactionNotices(TicketRecords records, TicketNoticeService events, SatisfactionService satisfaction,
			SealedLinks links) {
		this.records = records;
		this.events = events;
		this.satisfaction = satisfaction;
		this.links = links;
	}

	/** Also where he closed it himself, by confirming the resolution. */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase() != Phase.CLOSED) {
			return;
		}
		Ticket ticket = this.records.get(Ticket.class, changed.ticket().id());
		Set<UUID> asked = this.events.tellOthers(ticket, "closed", () -> asking(ticket),
				(readers) -> readers.stream().filter((one) -> !one.equals(ticket.reporter())).toList());
		if (!asked.isEmpty()) {
			this.satisfaction.ask(ticket);
		}
	}

	private Notice asking(Ticket ticket) {
		Label sentence = sentence(ticket.id());
		return Notice.of("satisfaction.asked", ticket.title(), sentence).keeping(sentence).evenToTheActor();
	}

	/** Where to answer, in words, in both languages. */
	private Label sentence(UUID ticket) {
		return this.links.address(SatisfactionByLink.PAGE, ticket)
			.map((address) -> Texts.label("satisfaction.at_address",
					new Label(address + "?lang=ja", address + "?lang=en")))
			.orElseGet(() -> Texts.label("satisfaction.at_ticket"));
	}

}
