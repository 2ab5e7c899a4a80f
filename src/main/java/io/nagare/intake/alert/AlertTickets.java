package io.nagare.intake.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Phase;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;

/**
 * The incidents that alerts become. What is new is a note, and not many of them; what is
 * well again resolves its incident by the actions that are open, unless a person has it,
 * or it cannot make up its mind.
 */
@Component
class AlertTickets {

	static final String KIND = "incident";

	private static final Duration BETWEEN_NOTES = Duration.ofMinutes(5);

	/** Who changes his mind more often within an hour is flapping. */
	private static final int MOST_FLIPS = 6;

	private static final int MOST_SHOWN = 20;

	private static final int LONGEST_TITLE = 500;

	/** From new to resolved, by the shipped model: assigned, begun, resolved. */
	private static final int MOST_STEPS = 4;

	private final AlertStore store;

	private final AlertFacts facts;

	private final TicketService service;

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketNotes notes;

	private final CurrentCaller callers;

	AlertTickets(AlertStore store, AlertFacts facts, TicketService service, Tickets tickets, TicketActions actions,
			TicketNotes notes, CurrentCaller callers) {
		this.store = store;
		this.facts = facts;
		this.service = service;
		this.tickets = tickets;
		this.actions = actions;
		this.notes = notes;
		this.callers = callers;
	}

	/** The ticket, as long as the caller may read it and it is not over. */
	Optional<Ticket> open(UUID id) {
		return this.tickets.findReadable(id).filter((ticket) -> !ticket.phase().isFinal());
	}

	AlertGroup report(AlertGroup group, List<AlertSignal> news) {
		List<AlertSignal> firing = news.stream().filter(AlertSignal::firing).toList();
		AlertSignal first = firing.isEmpty() ? news.get(0) : firing.get(0);
		String priority = this.facts.priority(firing);
		List<UUID> items = this.facts.items(news);
		List<String> changes = this.facts.changesUnderWay(items);
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("title", AlertStore.shortened(first.title(), LONGEST_TITLE));
		fields.put("priority", priority);
		fields.put("description",
				(changes.isEmpty() ? "" : Texts.both("alert.expected", String.join(", ", changes)) + "\n\n")
						+ described(news));
		if (!items.isEmpty()) {
			fields.put("ci_ids", items);
		}
		UUID id = this.service.report(KIND, fields);
		Ticket ticket = this.tickets.readable(id);
		this.facts.relate(id, changes);
		this.store.reported(group.id(), AlertStore.shortened(first.title(), LONGEST_TITLE), priority, id,
				ticket.number());
		return new AlertGroup(group.id(), group.source(), first.title(), group.state(), priority, id, ticket.number(),
				group.flips(), Instant.now(), group.received(), group.createdAt(), group.updatedAt());
	}

	void goesOn(AlertGroup group, Ticket ticket, List<AlertSignal> news, boolean again) {
		if (again && ticket.phase() == Phase.RESOLVED) {
			action(ticket, "reopen").ifPresent((action) -> this.actions.perform(ticket.id(), action.name(),
					Map.of("reason", Texts.both("alert.again")), IfMatch.ANY));
		}
		Instant last = group.notedAt();
		if (last == null || last.isBefore(Instant.now().minus(BETWEEN_NOTES))) {
			note(group, ticket, described(news));
		}
	}

	private static boolean isFlapping(AlertGroup group) {
		return group.flips() > MOST_FLIPS;
	}

	void recovered(AlertGroup group, Ticket ticket, String recovery) {
		if (recovery.equals("none") || !ticket.phase().isActive()) {
			return;
		}
		Caller caller = this.callers.require();
		boolean others = ticket.assignee().filter((who) -> !who.equals(caller.userId())).isPresent();
		if (recovery.equals("ask") || others || isFlapping(group) || !resolve(ticket, caller)) {
			note(group, ticket,
					isFlapping(group) ? Texts.both("alert.flapping") : Texts.both("alert.recovered_please_check"));
		}
	}

	/** By the actions that the model offers, as an agent would. */
	private boolean resolve(Ticket ticket, Caller caller) {
		for (int step = 0; step < MOST_STEPS; step++) {
			Map<String, ActionView> open = this.actions.views(ticket.id())
				.stream()
				.collect(Collectors.toMap(ActionView::name, (action) -> action, (one, other) -> one));
			if (open.containsKey("resolve")) {
				this.actions.perform(ticket.id(), "resolve",
						Map.of("resolution", Texts.both("alert.recovered"), "resolution_code", "no_fault"),
						IfMatch.ANY);
				return true;
			}
			if (open.containsKey("start")) {
				this.actions.perform(ticket.id(), "start", Map.of(), IfMatch.ANY);
			}
			else if (open.containsKey("assign")) {
				this.actions.perform(ticket.id(), "assign", Map.of("assignee_id", caller.userId().toString()),
						IfMatch.ANY);
			}
			else {
				return false;
			}
		}
		return false;
	}

	private Optional<ActionView> action(Ticket ticket, String name) {
		return this.actions.views(ticket.id()).stream().filter((action) -> action.name().equals(name)).findFirst();
	}

	/** Who may only report writes publicly. */
	private void note(AlertGroup group, Ticket ticket, String text) {
		this.notes.add(ticket.id(), WorkNote.WORK_NOTE, text, !this.callers.require().isAgent());
		this.store.noted(group.id());
	}

	private static String described(List<AlertSignal> signals) {
		StringBuilder text = new StringBuilder();
		signals.stream().limit(MOST_SHOWN).forEach((signal) -> {
			text.append(signal.firing() ? "● " : "○ ").append(signal.title()).append('\n');
			if (!signal.description().isBlank() && !signal.description().equals(signal.title())) {
				text.append(AlertStore.shortened(signal.description(), 2_000)).append('\n');
			}
			text.append(signal.labels()
				.entrySet()
				.stream()
				.limit(30)
				.map((label) -> label.getKey() + "=" + AlertStore.shortened(label.getValue(), 200))
				.collect(Collectors.joining(", "))).append('\n');
			if (signal.url() != null) {
				text.append(signal.url()).append('\n');
			}
			text.append('\n');
		});
		if (signals.size() > MOST_SHOWN) {
			text.append("… +").append(signals.size() - MOST_SHOWN);
		}
		return text.toString().strip();
	}

}
