package io.nagare.suggestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.search.SimilarTickets;
import io.nagare.search.SimilarView;
import io.nagare.shared.Refusal;
import io.nagare.suggestion.SuggestionModels.Answer;
import io.nagare.suggestion.SuggestionView.SuggestedValue;
import io.nagare.suggestion.model.Guess;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;

/** What may help with a ticket, or with what somebody is about to report. */
@Component
public class SuggestionService {

	private static final int TYPED = 5;

	private final SimilarTickets similar;

	private final SuggestionModels models;

	private final Tickets tickets;

	private final Directory directory;

	private final CurrentCaller callers;

	SuggestionService(SimilarTickets similar, SuggestionModels models, Tickets tickets, Directory directory,
			CurrentCaller callers) {
		this.similar = similar;
		this.models = models;
		this.tickets = tickets;
		this.directory = directory;
		this.callers = callers;
	}

	/**
	 * What is like a ticket.
	 * @throws Refusal NOT_FOUND where the caller may not read it
	 */
	public SimilarView similarTo(TicketType<?, ?> type, String idOrNumber, int most) {
		Ticket ticket = this.tickets.find(type, idOrNumber);
		return this.similar.to(ticket.kind(), ticket.title(), Objects.requireNonNullElse(ticket.description(), ""),
				ticket.id(), most);
	}

	/** What may help with what somebody types. */
	public SuggestionView suggest(String kind, String title, @Nullable String description) {
		Caller me = this.callers.requireMember();
		String text = (description != null) ? description : "";
		SimilarView alike = this.similar.to(kind, title, text, null, TYPED);
		return new SuggestionView(kind.equals("incident") ? fields(me, title + "\n" + text) : List.of(), alike);
	}

	/** Reporters are told what they fill in themselves. */
	private List<SuggestedValue> fields(Caller me, String text) {
		List<SuggestedValue> fields = new ArrayList<>();
		for (Answer answer : this.models.answers(text)) {
			boolean says = answer.version().mode() == SuggestionMode.SUGGEST
					|| answer.version().mode() == SuggestionMode.FILL;
			if (says && (answer.version().field().isReporters() || me.may("incident:work"))) {
				answer.guess().flatMap((guess) -> value(answer, guess)).ifPresent(fields::add);
			}
		}
		return fields;
	}

	/** Nothing where it is not there to be chosen any more. */
	private Optional<SuggestedValue> value(Answer answer, Guess guess) {
		SuggestedField field = answer.version().field();
		Optional<String> name = switch (field) {
			case CATEGORY_ID ->
				this.directory.category(UUID.fromString(guess.answer())).filter(Category::isActive).map(Category::name);
			case TEAM_ID -> this.directory.team(UUID.fromString(guess.answer())).filter(Team::isActive).map(Team::name);
			case IMPACT, URGENCY -> Optional.of("");
		};
		return name.map((one) -> new SuggestedValue(field.word(), guess.answer(), one.isEmpty() ? null : one,
				Math.round(guess.confidence() * 100) / 100.0, answer.words(), answer.version().version()));
	}

}
