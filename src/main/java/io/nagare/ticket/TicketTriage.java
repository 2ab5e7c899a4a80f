package io.nagare.ticket;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.assignment.AssigneeSelection;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.sla.TicketClocks;

/** Gives a ticket another priority or team at the step where it is. */
@Component
@Transactional
public class TicketTriage {

	private final TicketTypes types;

	private final PriorityScales scales;

	private final TicketWork work;

	private final TicketClocks clocks;

	private final AssigneeSelection assignees;

	TicketTriage(TicketTypes types, PriorityScales scales, TicketWork work, TicketClocks clocks,
			AssigneeSelection assignees) {
		this.types = types;
		this.scales = scales;
		this.work = work;
		this.clocks = clocks;
		this.assignees = assignees;
	}

	/** Raises the ticket's priority by a step, where there is one above it. */
	public void raisePriority(UUID id, String reason) {
		Ticket ticket = this.work.get(Ticket.class, id);
		List<String> words = this.scales.words(this.types.of(ticket));
		int rank = Math.max(0, words.indexOf(ticket.priority()));
		if (rank > 0) {
			override(ticket, words.get(rank - 1), Texts.label("ticket.note.priority_raised").with(reason));
		}
	}

	/**
	 * Sets another priority, whatever the tables say; the clocks are agreed anew.
	 * @param note what the ticket's readers are told
	 * @throws io.nagare.shared.Refusal VALIDATION_FAILED where the word is none of the
	 * table's
	 */
	public void override(Ticket ticket, String priority, Label note) {
		TicketType<?, ?> type = this.types.of(ticket);
		this.scales.demand(type, priority);
		ticket.override(priority, this.scales.rank(type, priority), this.work.now());
		this.work.save(ticket);
		this.clocks.agree(ticket.id());
		this.work.note(ticket.id(), note, false);
	}

	/** Gives the ticket to another team, where nobody has it yet. */
	public void handOver(UUID id, UUID team, String reason) {
		handOver(this.work.get(Ticket.class, id), team);
		this.work.note(id, Texts.label("ticket.note.handed_over").with(reason), false);
	}

	/** The same without a note. */
	public void handOver(Ticket ticket, UUID team) {
		ticket.handOver(team, this.work.now());
		this.work.save(ticket);
	}

	/** A new ticket, whoever may read it. */
	public Ticket ticket(UUID id) {
		return this.work.get(Ticket.class, id);
	}

	/**
	 * Gives a ticket without one a category.
	 * @param note why, for who works on it
	 */
	public void categorise(UUID id, UUID category, Label note) {
		Ticket ticket = this.work.get(Ticket.class, id);
		ticket.categorise(category, this.work.now());
		this.work.save(ticket);
		this.work.note(ticket, note, false);
	}

	public String priorityOf(UUID id) {
		return this.work.get(Ticket.class, id).priority();
	}

	/** The process has decided; its clocks are agreed on that. */
	public void prioritise(UUID id, String priority) {
		Ticket ticket = this.work.get(Ticket.class, id);
		TicketType<?, ?> type = this.types.of(ticket);
		ticket.prioritised(priority, this.scales.rank(type, priority), this.work.now());
		this.work.save(ticket);
		this.clocks.agree(id);
	}

	public void agreeServiceLevels(UUID id) {
		this.clocks.agree(id);
	}

	/** When the ticket is closed without its reporter's confirmation. */
	public Instant autoCloseAt(UUID id) {
		return this.clocks.autoCloseAt(this.work.get(Ticket.class, id));
	}

	/** Gives the ticket to a team, which is no step of handing it over. */
	public void route(UUID id, UUID team) {
		route(id, team, "");
	}

	/**
	 * The same, and to the person whom the method chooses there, who alone is told.
	 * @param method a word of the tables; empty for nobody
	 */
	public void route(UUID id, UUID team, String method) {
		Ticket ticket = this.work.get(Ticket.class, id);
		Stamp stamp = this.work.now();
		ticket.give(team, ticket.assignee().orElse(null), stamp);
		this.assignees.choose(ticket, method, stamp);
		this.work.save(ticket);
	}

	/** Has somebody of the ticket's team chosen, where nobody has it. */
	public void assignBy(UUID id, String method) {
		Ticket ticket = this.work.get(Ticket.class, id);
		this.assignees.choose(ticket, method, this.work.now());
		this.work.save(ticket);
	}

	public void note(UUID id, String text) {
		this.work.note(id, text, false);
	}

}
