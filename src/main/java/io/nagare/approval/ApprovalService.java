package io.nagare.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.action.DecisionView;
import io.nagare.ticket.action.DecisionView.Shown;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.choice.ChoiceNames;
import io.nagare.workflow.WordList;

/** What waits for the decision of the recipient of a link, and the decision. */
@Component
@Transactional
public class ApprovalService {

	/** Who never decides by a link, by the words of the models. */
	private static final List<String> EXCLUDED = List.of("reporter", TicketType.REQUESTED_FOR);

	private final TicketAccess access;

	private final Tickets tickets;

	private final TicketActions actions;

	private final Directory directory;

	private final List<WordList> words;

	private final ChoiceNames names;

	private final ApplicationEventPublisher events;

	ApprovalService(TicketAccess access, Tickets tickets, TicketActions actions, Directory directory,
			List<WordList> words, ChoiceNames names, ApplicationEventPublisher events) {
		this.access = access;
		this.names = names;
		this.tickets = tickets;
		this.actions = actions;
		this.directory = directory;
		this.words = words;
		this.events = events;
	}

	/**
	 * What he is asked.
	 * @param recipient whom the link was sent to, the current caller
	 * @throws Refusal NOT_FOUND where there is no such ticket for him, or a confidential
	 * one, FORBIDDEN where he asked for it himself or it is for him
	 */
	Asked asked(UUID id, UUID recipient) {
		User decider = user(recipient);
		Ticket ticket = ticket(id, decider);
		List<DecisionView> decisions = this.actions.decisions(id);
		List<Shown> shown = new ArrayList<>();
		this.directory.user(ticket.reporter())
			.ifPresent((user) -> shown.add(new Shown(Texts.label("approval.reporter"), name(user))));
		shown.addAll(answers(ticket));
		decisions.stream().limit(1).forEach((one) -> shown.addAll(one.shown()));
		return new Asked(name(decider), ticket.number(), ticket.title(), ticket.description(), shown, decisions);
	}

	private User user(UUID id) {
		return this.directory.user(id).orElseThrow(Refusal::notFound);
	}

	private static Label name(User user) {
		return new Label(user.fullName(), user.nameInEnglish());
	}

	private Ticket ticket(UUID id, User decider) {
		Ticket ticket = this.tickets.readable(id);
		if (ticket.isConfidential()) {
			throw Refusal.notFound();
		}
		if (this.access.readersAmong(List.of(decider), ticket, EXCLUDED).isEmpty()) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Refusal.Detail.of(null, "link_of_requester")));
		}
		return ticket;
	}

	/** What was filled in so far, as its forms call it. */
	private List<Shown> answers(Ticket ticket) {
		if (ticket.kept().isEmpty()) {
			return List.of();
		}
		Map<String, List<WordList.Word>> known = WordList.all(this.words);
		Map<String, Label> names = this.names.of(ticket.kept());
		return ticket.kept()
			.entrySet()
			.stream()
			.map((one) -> new Shown(word(known, "fields", one.getKey()),
					said(known, names, one.getKey(), one.getValue())))
			.toList();
	}

	private static Label said(Map<String, List<WordList.Word>> known, Map<String, Label> names, String field,
			Object answer) {
		if (answer instanceof Boolean yes) {
			return yes ? Texts.label("approval.yes") : Texts.label("approval.no");
		}
		if (answer instanceof Collection<?> all) {
			List<Label> words = all.stream().map((one) -> said(known, names, field, one)).toList();
			return Label.joined(words, "、", ", ");
		}
		Label name = names.get(String.valueOf(answer));
		return (name != null) ? name : word(known, WordList.ofField(field), String.valueOf(answer));
	}

	private static Label word(Map<String, List<WordList.Word>> known, String list, String value) {
		return known.getOrDefault(list, List.of())
			.stream()
			.filter((one) -> one.value().equals(value))
			.findFirst()
			.map(WordList.Word::label)
			.orElseGet(() -> Label.said(value));
	}

	/**
	 * Decides, on record as done by a link.
	 * @param recipient whom the link was sent to, the current caller
	 * @param session the sign-in of the browser; empty where nobody is signed in
	 * @throws Refusal as for what he is asked, and as the action itself refuses
	 */
	void decide(UUID id, UUID recipient, String action, Map<String, Object> fields, Optional<UUID> session) {
		this.actions.decide(ticket(id, user(recipient)).id(), action, fields);
		Map<String, Object> facts = new LinkedHashMap<>(Map.of("action", action));
		session.ifPresent((signIn) -> facts.put("session", signIn.toString()));
		this.events.publishEvent(new Decided(id, facts));
	}

	/**
	 * What somebody is asked.
	 *
	 * @param decider in whose name the link decides
	 * @param shown what the ticket says: who asks for it, what he filled in, what the
	 * form shows
	 * @param decisions what he may answer; empty where nothing waits for him any more
	 */
	public record Asked(Label decider, String number, String title, @Nullable String description, List<Shown> shown,
			List<DecisionView> decisions) {
	}

	private record Decided(UUID ticket, Map<String, Object> facts) implements AuditableEvent {

		@Override
		public String action() {
			return "approval.decided_by_link";
		}

		@Override
		public String entityType() {
			return "ticket";
		}

		@Override
		public String entityId() {
			return this.ticket.toString();
		}

	}

}
