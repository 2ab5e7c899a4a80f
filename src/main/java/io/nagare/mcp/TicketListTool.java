package io.nagare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/** Lists tickets. */
@Component
class TicketListTool implements AssistantTool {

	private static final int USUAL = 20;

	private static final int MOST = 50;

	private static final String ME = "me";

	private final TicketTypes types;

	private final TicketQueries queries;

	private final TicketTexts texts;

	private final CurrentCaller callers;

	TicketListTool(TicketTypes types, TicketQueries queries, TicketTexts texts, CurrentCaller callers) {
		this.types = types;
		this.queries = queries;
		this.texts = texts;
		this.callers = callers;
	}

	@Override
	public Definition definition() {
		return new Definition("list_tickets", "List tickets",
				"""
						Lists tickets of one practice that the person may read, newest first, narrowed by what is said. For words in \
						texts use search.""",
				Effect.READS, List.of(
						Parameter
							.text("kind",
									"The practice: incident, problem, change, request, or another of the tenant's")
							.needed(),
						Parameter.list("status", "Only these statuses, words of the process such as in_progress"),
						Parameter.list("phase",
								"Only these phases: open, in_work, on_hold, resolved, closed, cancelled"),
						Parameter.list("priority", "Only these priorities, such as critical"),
						Parameter.list("sla_state",
								"Only these states of clocks: running, at_risk, paused, breached, met"),
						Parameter.text("assignee", "Only those of this person: me, or the id of a user"),
						Parameter.text("reporter", "Only those that this person reported: me, or the id of a user"),
						Parameter.text("team_id", "Only those of this team, by its id"),
						Parameter.number("limit", "How many; 20 unless said", 1, MOST),
						Parameter.text("cursor", "Where to go on: next_cursor of the answer before").upTo(1000)));
	}

	@Override
	public boolean isFor(Caller caller) {
		return TicketTool.mayRead(caller);
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		String kind = said.text("kind");
		TicketType<?, ?> type = this.types.find(kind)
			.orElseThrow(() -> Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::kind).toList())));
		Paged<? extends TicketRow> page = this.queries.page(type,
				new TicketListing(said.words("status"), said.words("priority"), said.words("phase"),
						said.words("sla_state"), null, person(said, "assignee"), id(said, "team_id"), null, null, null,
						person(said, "reporter"), null, null, null, null, null, null, null, null,
						said.number("limit", USUAL), null, said.findText("cursor").orElse("")));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("notice", TicketTexts.NOTICE);
		answer.put("tickets", page.items().stream().map((row) -> this.texts.shown(kind, row)).toList());
		if (page.nextCursor() != null) {
			answer.put("next_cursor", page.nextCursor());
		}
		return answer;
	}

	private @Nullable UUID person(Arguments said, String name) {
		return said.findText(name).filter(ME::equals).isPresent() ? this.callers.require().userId() : id(said, name);
	}

	private static @Nullable UUID id(Arguments said, String name) {
		return said.findText(name).map((text) -> Tickets.uuid(text, name)).orElse(null);
	}

}
