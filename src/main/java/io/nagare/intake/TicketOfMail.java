package io.nagare.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.intake.mime.ParsedMail;
import io.nagare.notification.Notice;
import io.nagare.notification.NoticeLinks;
import io.nagare.notification.Notifications;
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

	private final ObjectProvider<NoticeLinks> links;

	private final Notifications notifications;

	TicketOfMail(MailLog log, MailTickets tickets, ToldNotices told, ObjectProvider<NoticeLinks> links,
			Notifications notifications) {
		this.log = log;
		this.tickets = tickets;
		this.told = told;
		this.links = links;
		this.notifications = notifications;
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

	/**
	 * Tells the sender where to decide, where his mail answers one that asked him to and
	 * the decision still waits for him. What he wrote decides nothing: a sender can be
	 * forged, and words be misread.
	 */
	void tellWhereToDecide(ParsedMail mail, Ticket ticket, UUID sender) {
		boolean asked = mail.references()
			.stream()
			.flatMap((reference) -> notification(reference).stream())
			.flatMap((notification) -> this.told.told(notification).stream())
			.anyMatch((one) -> one.user().equals(sender) && one.ticket().equals(ticket.id())
					&& waits(one.kind(), sender, ticket.id()));
		if (asked) {
			this.notifications.tell(Notice.of("mail.decision_open", ticket.title())
				.to(sender)
				.about(ticket.ref())
				.confidential(ticket.isConfidential())
				.evenToTheActor());
		}
	}

	private boolean waits(String kind, UUID user, UUID ticket) {
		return this.links.stream().anyMatch((known) -> known.kinds().contains(kind) && known.waits(user, ticket));
	}

	/** The notification that the mail of that id told of, if it told of one. */
	private static Optional<UUID> notification(String reference) {
		return Optional.of(UUIDS.matcher(reference)).filter(Matcher::matches).map((id) -> UUID.fromString(id.group(1)));
	}

	private Optional<UUID> ticketOf(String reference) {
		Optional<UUID> own = notification(reference);
		if (reference.startsWith(THREAD) && own.isPresent()) {
			return own;
		}
		// mail programs give such ids too
		return own.flatMap((id) -> this.told.told(id).map(ToldNotices.Told::ticket))
			.or(() -> this.log.ticketOf(reference).map(TicketRef::id));
	}

}
