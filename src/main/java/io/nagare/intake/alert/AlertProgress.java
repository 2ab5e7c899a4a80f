package io.nagare.intake.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;

/**
 * What becomes of an alert's incident. What is new is a note, and not many of them; what
 * is well again resolves it by the actions that are open, unless a person has it, or it
 * cannot make up its mind.
 */
@Component
class AlertProgress {

	private static final Duration BETWEEN_NOTES = Duration.ofMinutes(5);

	private static final Duration WHILE_FLAPPING = Duration.ofHours(1);

	/** Who changes his mind more often within an hour is flapping. */
	private static final int MOST_FLIPS = 6;

	/** From new to resolved, by the shipped model: assigned, begun, resolved. */
	private static final int MOST_STEPS = 4;

	private final AlertStore store;

	private final TicketActions actions;

	private final TicketNotes notes;

	private final Directory directory;

	private final CurrentCaller callers;

	private final Clock clock;

	AlertProgress(AlertStore store, TicketActions actions, TicketNotes notes, Directory directory,
			CurrentCaller callers, Clock clock) {
		this.store = store;
		this.actions = actions;
		this.notes = notes;
		this.directory = directory;
		this.callers = callers;
		this.clock = clock;
	}

	void goesOn(AlertGroup group, Ticket ticket, List<AlertSignal> news, boolean again) {
		if (again && ticket.phase() == Phase.RESOLVED) {
			action(ticket, "reopen").ifPresent((action) -> this.actions.perform(ticket.id(), action.name(),
					Map.of("reason", Texts.label("alert.again").in(this.directory.language())), IfMatch.ANY));
		}
		tellWaiting(group, ticket, news);
	}

	/**
	 * What waits since the last note, with what is new, unless that note was just now.
	 */
	void tellWaiting(AlertGroup group, Ticket ticket, List<AlertSignal> news) {
		Instant last = group.notedAt();
		if (last != null && !last.isBefore(this.clock.instant().minus(BETWEEN_NOTES))) {
			return;
		}
		Set<String> known = news.stream().map(AlertSignal::fingerprint).collect(Collectors.toSet());
		List<AlertSignal> all = Stream
			.concat(news.stream(),
					this.store.untold(group.id()).stream().filter((signal) -> !known.contains(signal.fingerprint())))
			.toList();
		if (!all.isEmpty()) {
			note(group, ticket, AlertFacts.described(all));
			this.store.told(group.id());
		}
	}

	void acknowledged(AlertGroup group, Ticket ticket) {
		note(group, ticket, Texts.label("alert.acknowledged").in(this.directory.language()));
	}

	private static boolean isFlapping(AlertGroup group) {
		return group.flips() > MOST_FLIPS;
	}

	/** How long people are not asked again; they hear at once that it begins to flap. */
	private static Duration pause(AlertGroup group) {
		if (!isFlapping(group)) {
			return BETWEEN_NOTES;
		}
		return (group.flips() <= MOST_FLIPS + 2) ? Duration.ZERO : WHILE_FLAPPING;
	}

	/**
	 * All is well again.
	 * @throws RefusedRecoveryException where an action that the model offers is refused
	 */
	void recovered(AlertGroup group, Ticket ticket, String recovery) {
		if (recovery.equals("none") || !ticket.phase().isActive()) {
			return;
		}
		Caller caller = this.callers.require();
		boolean others = ticket.assignee().filter((who) -> !who.equals(caller.userId())).isPresent();
		boolean asks = recovery.equals("ask") || others || isFlapping(group) || !resolve(ticket, caller);
		if (asks && this.store.asks(group.id(), pause(group))) {
			note(group, ticket, isFlapping(group) ? Texts.label("alert.flapping").in(this.directory.language())
					: Texts.label("alert.recovered_please_check").in(this.directory.language()));
		}
	}

	/** By the actions that the model offers, as an agent would. */
	private boolean resolve(Ticket ticket, Caller caller) {
		try {
			return resolved(ticket, caller);
		}
		catch (Refusal refusal) {
			throw AlertIntakeService.isLate(refusal) ? refusal : new RefusedRecoveryException(refusal);
		}
	}

	private boolean resolved(Ticket ticket, Caller caller) {
		for (int step = 0; step < MOST_STEPS; step++) {
			Map<String, ActionView> open = this.actions.views(ticket.id())
				.stream()
				.collect(Collectors.toMap(ActionView::name, (action) -> action, (one, other) -> one));
			if (open.containsKey("resolve")) {
				this.actions.perform(ticket.id(), "resolve", Map.of("resolution",
						Texts.label("alert.recovered").in(this.directory.language()), "resolution_code", "no_fault"),
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

}
