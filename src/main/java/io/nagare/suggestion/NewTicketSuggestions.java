package io.nagare.suggestion;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Category;
import io.nagare.directory.Directory;
import io.nagare.shared.Texts;
import io.nagare.suggestion.SuggestionModels.Answer;
import io.nagare.suggestion.model.Guess;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketTriage;

/**
 * Asks the models about each new incident, in the transaction that makes it: what they
 * say is counted, and what they may fill in is there before the process begins.
 */
@Component
class NewTicketSuggestions {

	private final SuggestionModels models;

	private final SuggestionStore store;

	private final TicketTriage triage;

	private final Directory directory;

	private final Clock clock;

	NewTicketSuggestions(SuggestionModels models, SuggestionStore store, TicketTriage triage, Directory directory,
			Clock clock) {
		this.models = models;
		this.store = store;
		this.triage = triage;
		this.directory = directory;
		this.clock = clock;
	}

	@EventListener
	void onOpened(TicketService.Opened opened) {
		if (!opened.ticket().kind().equals("incident")) {
			return;
		}
		UUID id = opened.ticket().id();
		Ticket ticket = this.triage.ticket(id);
		String text = ticket.title() + "\n" + Objects.requireNonNullElse(ticket.description(), "");
		for (Answer answer : this.models.answers(text)) {
			boolean filled = fills(ticket, answer);
			this.store.said(id, answer.version(), answer.guess().map(Guess::answer).orElse(null), filled,
					this.clock.instant());
		}
	}

	private boolean fills(Ticket ticket, Answer answer) {
		if (answer.version().mode() != SuggestionMode.FILL || answer.guess().isEmpty()
				|| ticket.category().isPresent()) {
			return false;
		}
		Guess guess = answer.guess().get();
		Optional<Category> category = this.directory.category(UUID.fromString(guess.answer()))
			.filter(Category::isActive);
		category
			.ifPresent((one) -> this.triage.categorise(ticket.id(), one.id(), Texts.label("ticket.note.category_filled",
					one.name(), Math.round(guess.confidence() * 100), String.join(", ", answer.words()))));
		return category.isPresent();
	}

}
