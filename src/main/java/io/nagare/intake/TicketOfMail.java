package io.nagare.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.nagare.intake.mime.ParsedMail;
import io.nagare.notification.ToldNotices;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.Ticket;

/** Finds the ticket that a mail goes on with. */
@Component
class TicketOfMail {

	private static final String THREAD = "ticket-";

	private static final Pattern UUIDS = Pattern
		.compile("(?:ticket-)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@.*");

	private static final Pattern NUMBER = Pattern.compile("(?<![A-Z0-9])[A-Z]{3}\\d{7,12}(?![A-Z0-9])");

	private static final int MOST_NUMBERS = 10;

	private final MailLog log;

	private final MailTickets tickets;

	private final ToldNotices told;

	TicketOfMail(MailLog log, MailTickets tickets, ToldNotices told) {
		this.log = log;
		this.tickets = tickets;
		this.told = told;
	}

	/**
	 * The ticket that the mail is about, as far as its sender may read it: by the mails
	 * that it answers, the nearest first, and the first number in its subject that is
	 * one.
	 */
	Optional<Ticket> find(ParsedMail mail) {
		List<String> references = new ArrayList<>(mail.references());
		Collections.reverse(references);
		for (String reference : references) {
			Optional<Ticket> ticket = ticketOf(reference).flatMap(this.tickets::readable);
			if (ticket.isPresent()) {
				return ticket;
			}
		}
		Matcher number = NUMBER.matcher(Normalizer.normalize(mail.subject(), Normalizer.Form.NFKC));
		return number.results()
			.limit(MOST_NUMBERS)
			.flatMap((found) -> this.tickets.readable(found.group()).stream())
			.findFirst();
	}

	private Optional<UUID> ticketOf(String reference) {
		Matcher own = UUIDS.matcher(reference);
		if (own.matches()) {
			UUID id = UUID.fromString(own.group(1));
			return reference.startsWith(THREAD) ? Optional.of(id) : this.told.told(id).map(ToldNotices.Told::ticket);
		}
		return this.log.ticketOf(reference).map(TicketRef::id);
	}

}
