package io.nagare.ticket.action;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.choice.OrganizationChoices;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
import io.nagare.workflow.Groups;
import io.nagare.workflow.TicketEngineService;
import io.nagare.workflow.WorkItem;

/** What the engine asks of tickets. */
@Component
@Transactional
class EngineTicketService implements TicketEngineService {

	private static final Label NO_TIME = new Label("", "");

	/**
	 * Tasklist sorts by a number from 0 to 100; half of the scale per rank keeps four
	 * levels apart.
	 */
	private static final int HIGHEST = 100;

	private static final int STEP = 25;

	/** What a task list shows first, of tickets that need it. */
	private static final Map<String, String> MARKS = Map.of("at_risk", mark(Texts.label("task.at_risk")), "breached",
			mark(Texts.label("task.breached")));

	private final TicketRecords records;

	private final Directory directory;

	private final TicketTypes types;

	private final OrganizationChoices choices;

	private final CurrentCaller caller;

	EngineTicketService(TicketRecords records, Directory directory, TicketTypes types, OrganizationChoices choices,
			CurrentCaller caller) {
		this.choices = choices;
		this.caller = caller;
		this.records = records;
		this.directory = directory;
		this.types = types;
	}

	/** In both languages one behind the other, of which a reader sees his own. */
	private static String mark(Label mark) {
		return mark.ja() + mark.en();
	}

	@Override
	public WorkItem workItem(UUID ticketId) {
		Ticket ticket = ticket(ticketId);
		return new WorkItem(
				MARKS.getOrDefault(ticket.slaState().orElse(""), "") + ticket.number()
						+ (ticket.isConfidential() ? "" : " " + ticket.title()),
				ticket.responded().isEmpty() ? ticket.responseDue().orElse(null) : ticket.resolutionDue().orElse(null),
				Math.max(0, HIGHEST - STEP * ticket.priorityRank()),
				ticket.team().map(Groups::team).orElse(Groups.AGENTS),
				ticket.assignee().flatMap(this.directory::user).map(User::username).orElse(null));
	}

	@Override
	public boolean isOpen(UUID ticketId) {
		return this.records.isOpen(ticketId);
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> formContext(UUID ticketId, Collection<ChoiceList> lists) {
		Ticket ticket = ticket(ticketId);
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("number", ticket.number());
		context.put("title", ticket.title());
		context.put("description", Optional.ofNullable(ticket.description()).orElse(""));
		context.put("priority", Texts.find("word." + ticket.priority()).orElseGet(() -> Label.said(ticket.priority())));
		context.put("reporter", this.directory.user(ticket.reporter()).map(User::fullName).orElse(""));
		context.put("due",
				ticket.resolutionDue().map((due) -> TimeTexts.of(due, this.directory.zone())).orElse(NO_TIME));
		context.put("teams",
				this.directory.teams()
					.stream()
					.filter((team) -> team.isActive())
					.map((team) -> new FormField.Option(team.id().toString(), team.name()))
					.toList());
		context.put("agents",
				this.directory.agents()
					.stream()
					.map((user) -> new FormField.Option(user.id().toString(),
							new Label(user.fullName(), user.nameInEnglish()).both()))
					.toList());
		context.putAll(this.types.of(ticket).formContext(ticketId));
		lists.forEach((list) -> context.put(list.word(), this.choices.options(list, people(ticket))));
		return context;
	}

	@Override
	@Transactional(readOnly = true)
	public boolean offers(UUID ticketId, ChoiceList list, String value) {
		return this.choices.offers(list, value, people(ticket(ticketId)));
	}

	/**
	 * Whose devices are meant: a colleague's are told to who reads items, and to himself.
	 */
	private Set<UUID> people(Ticket ticket) {
		Set<UUID> people = new LinkedHashSet<>(List.of(ticket.reporter()));
		this.types.of(ticket)
			.actors(TicketType.REQUESTED_FOR, ticket)
			.stream()
			.filter((colleague) -> this.caller.find()
				.filter((caller) -> !caller.may("cmdb:read") && !caller.userId().equals(colleague))
				.isEmpty())
			.forEach(people::add);
		return people;
	}

	private Ticket ticket(UUID id) {
		return this.records.get(Ticket.class, id);
	}

}
