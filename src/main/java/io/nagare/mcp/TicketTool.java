package io.nagare.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketQueries;

/** Reads one ticket. */
@Component
class TicketTool implements AssistantTool {

	private static final String NUMBER = "number";

	private static final String NOTES = "notes";

	private static final int USUAL_NOTES = 20;

	private static final int MOST_NOTES = 100;

	private final Tickets tickets;

	private final TicketTypes types;

	private final TicketQueries queries;

	private final TicketTexts texts;

	TicketTool(Tickets tickets, TicketTypes types, TicketQueries queries, TicketTexts texts) {
		this.tickets = tickets;
		this.types = types;
		this.queries = queries;
		this.texts = texts;
	}

	@Override
	public Definition definition() {
		return new Definition("get_ticket", "Read a ticket", """
				Reads one ticket of any practice by its number: status, people, priority, service-level clocks, links, \
				description and work notes. Internal notes are shown to those who may read them.""", Effect.READS,
				List.of(Parameter.text(NUMBER, "The ticket's number, such as INC0000123, or its id").needed(), Parameter
					.number(NOTES, "How many of the latest work notes to show; 20 unless said", 0, MOST_NOTES)));
	}

	@Override
	public boolean isFor(Caller caller) {
		return mayRead(caller);
	}

	/** Whether the caller may read tickets, if only his own. */
	static boolean mayRead(Caller caller) {
		return caller.permissions().stream().anyMatch((one) -> one.endsWith(":read") || one.endsWith(":read_own"));
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> call(Arguments said) {
		Ticket ticket = this.tickets.readable(said.text(NUMBER), NUMBER);
		TicketType<?, ?> type = this.types.of(ticket);
		Map<String, @Nullable Object> detail = new LinkedHashMap<>(
				this.texts.plain(this.queries.detail(type, ticket.id().toString())));
		// what can be done is asked apart; the journal repeats the rest
		detail.keySet().removeAll(Set.of("actions", "history", "version"));
		List<?> notes = (detail.get("work_notes") instanceof List<?> all) ? all : List.of();
		int wanted = said.number(NOTES, USUAL_NOTES);
		detail.put("work_notes", new ArrayList<>(notes.subList(Math.max(0, notes.size() - wanted), notes.size())));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("notice", TicketTexts.NOTICE);
		answer.put("ticket", this.texts.shown(type.kind(), ticket.number(), detail, Set.of()));
		answer.put("work_notes_in_all", notes.size());
		return answer;
	}

}
