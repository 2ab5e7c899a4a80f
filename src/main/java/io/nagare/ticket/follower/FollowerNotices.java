package io.nagare.ticket.follower;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.notification.Notice;
import io.nagare.notification.ToldNotices;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.workflow.WordList;

/**
 * Tells of a ticket's new status whom the table names for it, and whom nothing else told:
 * who is asked to confirm a resolution knows that there is one.
 */
@Component
class FollowerNotices {

	/** What somebody wrote says nothing of a status. */
	private static final Set<String> WRITTEN = Set.of("ticket.note", "ticket.mention", "ticket.public_note",
			"ticket.follower");

	private final TicketRecords records;

	private final TicketNoticeService events;

	private final ToldNotices told;

	private final List<WordList> words;

	FollowerNotices(TicketRecords records, TicketNoticeService events, ToldNotices told, List<WordList> words) {
		this.records = records;
		this.events = events;
		this.told = told;
		this.words = words;
	}

	/** Last of all, when everybody else was told, and of where the ticket stands then. */
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(StatusChanged changed) {
		if (changed.from() == null) {
			return;
		}
		this.records.find(Ticket.class, changed.ticket().id())
			.filter((ticket) -> ticket.status().equals(changed.to()))
			.ifPresent((ticket) -> this.events.tellOthers(ticket, "status",
					() -> Notice.of("ticket.status", ticket.title(), label(ticket)),
					(readers) -> this.told.justTold(ticket.id(), readers, WRITTEN)));
	}

	/** What people of that kind of tickets call the status; a model's own word else. */
	private Label label(Ticket ticket) {
		String word = "status." + ticket.kind() + "." + ticket.status();
		return Texts.find(word)
			.or(() -> Texts.find("status." + ticket.status()))
			.or(() -> this.words.stream()
				.flatMap((list) -> list.words().getOrDefault("statuses", List.of()).stream())
				.filter((one) -> one.value().equals(ticket.status()))
				.map(WordList.Word::label)
				.findFirst())
			.orElse(Label.said(ticket.status()));
	}

}
