package io.nagare.ticket.word;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.sla.TicketClocks;
import io.nagare.workflow.Processes;

/**
 * Gives one ticket other words, or those back that it had, in its caller's transaction.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class WordChangeStep {

	private final WordChangeTables tables;

	private final TicketTypes types;

	private final PriorityScales scales;

	private final TicketRecords records;

	private final TicketWork work;

	private final TicketClocks clocks;

	private final Processes processes;

	WordChangeStep(WordChangeTables tables, TicketTypes types, PriorityScales scales, TicketRecords records,
			TicketWork work, TicketClocks clocks, Processes processes) {
		this.tables = tables;
		this.types = types;
		this.scales = scales;
		this.records = records;
		this.work = work;
		this.clocks = clocks;
		this.processes = processes;
	}

	/** Does nothing for one that is not in the state any more. */
	void take(UUID change, UUID ticketId, String state, boolean back) {
		WordChangeTables.Before before = this.tables.take(change, ticketId, state).orElse(null);
		WordChangeTables.Row row = this.tables.find(change).orElse(null);
		if (before == null || row == null || row.takenBack() != back) {
			return;
		}
		Ticket ticket = this.records.takeIfThere(ticketId).orElse(null);
		if (ticket == null || ticket.phase().isFinal()) {
			this.tables.becomes(change, ticketId, "ended");
		}
		else if (back) {
			goBack(row, ticket, before);
		}
		else {
			change(row, ticket, this.types.of(ticket));
		}
	}

	private <T extends Ticket> void change(WordChangeTables.Row row, Ticket ticket, TicketType<T, ?> type) {
		Map<String, String> words = ticket.rating();
		WordChangeTables.Before before = new WordChangeTables.Before(words, ticket.priorityRank(), Map.of(),
				this.clocks.open(ticket.id()));
		Map<String, String> next = new TreeMap<>(words);
		row.successors()
			.stream()
			.filter((one) -> one.kind().equals(type.kind()))
			.forEach((one) -> words.forEach((field, word) -> {
				// what was set against the table is a priority, too
				if (word.equals(one.word()) && (field.equals(one.field())
						|| (one.field().equals(Ticket.PRIORITY) && field.startsWith(Ticket.PRIORITY)))) {
					next.put(field, one.successor());
				}
			}));
		if (next.equals(words)) {
			this.tables.becomes(row.id(), ticket.id(), "kept");
			return;
		}
		Stamp stamp = this.work.now();
		String successor = next.getOrDefault(Ticket.PRIORITY, ticket.priority());
		next.put(Ticket.PRIORITY, ticket.priority());
		ticket.rate(next, ticket.priorityRank(), stamp);
		// where the table looks at the words, it decides, and not what was said of the
		// priority
		String priority = type.decided(type.entity().cast(ticket)).orElse(successor);
		next.put(Ticket.PRIORITY, priority);
		List<String> scale = this.scales.words(type);
		ticket.rate(next, scale.contains(priority) ? scale.indexOf(priority) : ticket.priorityRank(), stamp);
		this.work.save(ticket);
		if (row.agrees() && ticket.slaState().isPresent()) {
			this.clocks.agree(ticket.id());
		}
		this.processes.refreshTasks(ticket.id());
		this.tables.changed(row.id(), ticket.id(), before, ticket.rating());
	}

	private void goBack(WordChangeTables.Row row, Ticket ticket, WordChangeTables.Before before) {
		if (!ticket.rating().equals(before.next())) {
			this.tables.becomes(row.id(), ticket.id(), "stays");
			return;
		}
		ticket.rate(before.words(), before.rank(), this.work.now());
		this.work.save(ticket);
		if (row.agrees() && ticket.slaState().isPresent()) {
			this.clocks.restore(ticket.id(), before.clocks());
		}
		this.processes.refreshTasks(ticket.id());
		this.tables.becomes(row.id(), ticket.id(), "back");
	}

}
