package io.nagare.ticket.checklist;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.SingleLine;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;

/**
 * What is to be ticked off on tickets, written down by those who work on them or by their
 * model. The journal tells what was ticked, by whom and when.
 */
@Component
@Transactional
public class TicketChecklists {

	/** Characters of a line. */
	public static final int LONGEST = 500;

	/** Lines of one ticket. */
	static final int MOST = 100;

	private static final String TEXT = "text";

	private final ChecklistItemRepository items;

	private final TicketWork work;

	TicketChecklists(ChecklistItemRepository items, TicketWork work) {
		this.items = items;
		this.work = work;
	}

	/**
	 * Writes a line down below the others.
	 * @return its key
	 * @throws Refusal NOT_FOUND where the caller may not read the ticket; FORBIDDEN for
	 * who does not work on such tickets; CONFLICT where the ticket has ended, or enough
	 * lines
	 */
	public UUID add(UUID ticketId, NewItem wanted) {
		return write(take(ticketId), wanted.text());
	}

	/**
	 * Changes a line, ticks it off, or has it open again.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who does not work on such tickets; STALE;
	 * CONFLICT where the ticket has ended
	 */
	public void change(UUID ticketId, UUID itemId, ItemChanges changes, IfMatch ifMatch) {
		Ticket ticket = take(ticketId);
		ChecklistItem item = find(ticket, itemId, ifMatch);
		changes.text().ifPresent((text) -> item.reword(SingleLine.of(TEXT, text)));
		changes.isDone().ifPresent((done) -> tick(ticket, item, done));
		this.items.saveAndFlush(item);
	}

	private void tick(Ticket ticket, ChecklistItem item, boolean done) {
		if (done && !item.isDone()) {
			item.tick(this.work.now());
			ticket.ticked(null, item.text(), this.work.now());
		}
		else if (!done && item.isDone()) {
			item.untick();
			ticket.ticked(item.text(), null, this.work.now());
		}
		this.work.save(ticket);
	}

	/**
	 * Takes a line away.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who does not work on such tickets; STALE;
	 * CONFLICT where the ticket has ended
	 */
	public void remove(UUID ticketId, UUID itemId, IfMatch ifMatch) {
		this.items.delete(find(take(ticketId), itemId, ifMatch));
		this.work.flush();
	}

	/** A model writes a line down, unless it is there: a reopened ticket keeps one. */
	public void demand(UUID ticketId, String text) {
		String line = SingleLine.of(TEXT, text);
		if (this.items.findByTicketIdOrderByPlace(ticketId).stream().noneMatch((one) -> one.text().equals(line))) {
			write(this.work.get(Ticket.class, ticketId), line);
		}
	}

	/**
	 * Refuses a step while a line is open.
	 * @throws Refusal CONFLICT naming those that are
	 */
	public void demandDone(UUID ticketId) {
		List<ChecklistItem> open = open(ticketId);
		if (!open.isEmpty()) {
			throw Refusal.conflict("checklist", "checklist_open",
					open.stream().map(ChecklistItem::text).collect(Collectors.joining(", ")));
		}
	}

	/** Whether a line is open. */
	@Transactional(readOnly = true)
	public boolean hasOpen(UUID ticketId) {
		return !open(ticketId).isEmpty();
	}

	private List<ChecklistItem> open(UUID ticketId) {
		return this.items.findByTicketIdOrderByPlace(ticketId).stream().filter((one) -> !one.isDone()).toList();
	}

	private UUID write(Ticket ticket, String text) {
		List<ChecklistItem> present = this.items.findByTicketIdOrderByPlace(ticket.id());
		if (present.size() >= MOST) {
			throw Refusal.conflict(TEXT, "checklist_full", MOST);
		}
		int place = present.isEmpty() ? 0 : present.get(present.size() - 1).place() + 1;
		return this.items.saveAndFlush(new ChecklistItem(ticket.id(), place, SingleLine.of(TEXT, text))).id();
	}

	/** One after another, so that no two lines have one place. */
	private Ticket take(UUID id) {
		Ticket ticket = this.work.take(id);
		this.work.caller().demand(ticket.kind() + ":work");
		if (ticket.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", ticket.status());
		}
		return ticket;
	}

	private ChecklistItem find(Ticket ticket, UUID itemId, IfMatch ifMatch) {
		ChecklistItem item = this.items.findByIdAndTicketId(itemId, ticket.id()).orElseThrow(Refusal::notFound);
		ifMatch.check(item.version());
		return item;
	}

	/**
	 * A line that is to be written down.
	 *
	 * @param text one line
	 */
	public record NewItem(@NotBlank @Size(max = LONGEST) String text) {
	}

	/** What is to change about a line; what is absent stays. */
	public record ItemChanges(JsonNullable<@NotBlank @Size(max = LONGEST) String> text,
			JsonNullable<@NotNull Boolean> isDone) {
	}

}
