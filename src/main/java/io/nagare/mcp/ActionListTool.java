package io.nagare.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.TicketActions;

/** Tells what can be done to a ticket now. */
@Component
class ActionListTool implements AssistantTool {

	private static final String NUMBER = "number";

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketTexts texts;

	private final CurrentCaller callers;

	ActionListTool(Tickets tickets, TicketActions actions, TicketTexts texts, CurrentCaller callers) {
		this.tickets = tickets;
		this.actions = actions;
		this.texts = texts;
		this.callers = callers;
	}

	@Override
	public Definition definition() {
		return new Definition("list_actions", "What can be done to a ticket",
				"""
						Lists what the person may do to a ticket now, read from its running process: each action with the fields it \
						takes (a JSON schema) and the statuses it can lead to. It changes with every step, so ask again after one. \
						Where needs_person is true, the person decides himself, at the link.""",
				Effect.READS, List.of(Parameter.text(NUMBER, "The ticket's number or id").needed()));
	}

	@Override
	public boolean isFor(Caller caller) {
		return TicketTool.mayRead(caller);
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> call(Arguments said) {
		Ticket ticket = this.tickets.readable(said.text(NUMBER), NUMBER);
		Locale locale = LocaleContextHolder.getLocale();
		List<Map<String, @Nullable Object>> shown = new ArrayList<>();
		// a token that only reads performs nothing, whoever its owner is to the ticket
		boolean acts = TicketAccess.isWithinLimits(this.callers.require(), ticket.kind());
		for (TicketActions.Offer offer : acts ? this.actions.offers(ticket.id()) : List.<TicketActions.Offer>of()) {
			ActionView action = offer.action();
			Map<String, @Nullable Object> one = new LinkedHashMap<>();
			one.put("action", action.name());
			one.put("element", action.element());
			one.put("label", action.label().in(locale));
			one.put("task", action.task());
			one.put("leads_to", action.leadsTo());
			one.put("needs_person", offer.asksForOwnWord());
			one.put("fields", ActionSchema.of(action.fields(), locale));
			shown.add(one);
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("number", ticket.number());
		answer.put("status", ticket.status());
		answer.put("link", this.texts.link(ticket.number()));
		answer.put("actions", shown);
		return answer;
	}

}
