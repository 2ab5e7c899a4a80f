package io.nagare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.action.TicketActions;

/**
 * Performs an action of a ticket's process, or tries it without consequence. What asks
 * for a person's own word is handed to the person.
 */
@Component
class ActionTool implements AssistantTool {

	private static final String NUMBER = "number";

	private static final String ACTION = "action";

	private static final String ELEMENT = "element";

	private static final String FIELDS = "fields";

	private final Tickets tickets;

	private final TicketTypes types;

	private final TicketService service;

	private final StepRunner steps;

	private final TicketTexts texts;

	private final RefusalWords words;

	private final TransactionTemplate look;

	ActionTool(Tickets tickets, TicketTypes types, TicketService service, StepRunner steps, TicketTexts texts,
			RefusalWords words, PlatformTransactionManager transactions) {
		this.tickets = tickets;
		this.types = types;
		this.service = service;
		this.steps = steps;
		this.texts = texts;
		this.words = words;
		this.look = new TransactionTemplate(transactions);
		this.look.setReadOnly(true);
	}

	@Override
	public Definition definition() {
		return new Definition("perform_action", "Perform an action",
				"""
						Performs one of the actions that list_actions offers, in the name of the person, and answers the ticket as it \
						then is. With dry_run nothing is done: the answer says where it would lead, or what would be refused. \
						Approvals, votes and decisions are not performed: the answer names the task and the link for the person.""",
				Effect.CHANGES,
				List.of(Parameter.text(NUMBER, "The ticket's number or id").needed(),
						Parameter.text(ACTION, "The action's name, from list_actions").needed(),
						Parameter.text(ELEMENT, "What waits for it, where several tasks offer an action of that name"),
						Parameter.object(FIELDS, "The fields of its form, as their schema in list_actions says"),
						Parameter.dryRun(), Parameter.key()));
	}

	@Override
	public boolean isFor(Caller caller) {
		return NoteTool.mayChange(caller);
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		// a look, which uses no key up
		Ticket ticket = Objects
			.requireNonNull(this.look.execute((status) -> this.tickets.readable(said.text(NUMBER), NUMBER)));
		TicketType<?, ?> type = this.types.of(ticket);
		TicketActions.Wanted wanted = new TicketActions.Wanted(said.text(ACTION), said.findText(ELEMENT).orElse(null),
				said.fields(FIELDS), true);
		try {
			return this.steps.run(type.kind(), said.flag(Parameter.DRY_RUN),
					() -> this.service.perform(type, ticket.id().toString(), wanted, IfMatch.ANY));
		}
		catch (Refusal refusal) {
			return refusal.details()
				.stream()
				.filter((detail) -> detail.code().equals(TicketActions.NEEDS_OWN_WORD))
				.findFirst()
				.map((detail) -> handedOver(ticket, wanted.name(), detail))
				.orElseThrow(() -> refusal);
		}
	}

	private Map<String, Object> handedOver(Ticket ticket, String action, Refusal.Detail detail) {
		Locale locale = LocaleContextHolder.getLocale();
		Map<String, Object> task = new LinkedHashMap<>();
		task.put("number", ticket.number());
		task.put(ACTION, action);
		task.put("task", detail.args().get(0));
		task.put("link", this.texts.link(ticket.number()));
		return Map.of("done", false, "message", this.words.sentence(detail, locale), "needs_person", task);
	}

}
