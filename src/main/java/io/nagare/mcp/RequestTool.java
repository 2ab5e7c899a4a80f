package io.nagare.mcp;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.request.Request;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/** Asks for something of the catalogue. */
@Component
class RequestTool implements AssistantTool {

	private static final String FIELDS = "fields";

	private static final String ITEMS = "ci_ids";

	private static final int LONGEST_TITLE = 500;

	private static final int LONGEST_DESCRIPTION = 20_000;

	private final TicketTypes types;

	private final TicketFieldsReader fields;

	private final TicketService service;

	private final StepRunner steps;

	RequestTool(TicketTypes types, TicketFieldsReader fields, TicketService service, StepRunner steps) {
		this.types = types;
		this.fields = fields;
		this.service = service;
		this.steps = steps;
	}

	@Override
	public Definition definition() {
		return new Definition("make_request", "Ask for something",
				"""
						Asks for one of the things that list_request_types offers, in the name of the person. The answer has the \
						number and what it waits for. With dry_run nothing is asked for: the answer says how the request would \
						begin, or what would be refused.""",
				Effect.ADDS,
				List.of(Parameter.text("type", "What is asked for, from list_request_types").needed(),
						Parameter.object(FIELDS, "The fields of its form, as their schema in list_request_types says"),
						Parameter.text("title", "One line; the name of the type unless said").upTo(LONGEST_TITLE),
						Parameter.text("description", "What else there is to say").upTo(LONGEST_DESCRIPTION),
						Parameter.text("priority",
								"How important: low, medium, high or critical, unless said the usual"),
						Parameter.list(ITEMS, "The configuration items it is about, by their ids, which search finds"),
						Parameter.text("reporter_id", "Whom it is for, by his id, where an agent asks for somebody"),
						Parameter.dryRun(), Parameter.key()));
	}

	@Override
	public boolean isFor(Caller caller) {
		return RequestTypeListTool.mayAsk(caller);
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		TicketType<?, ?> type = this.types.of(Request.KIND);
		Map<String, Object> fields = said.fields(FIELDS);
		fields.putAll(said.texts());
		List<String> items = said.words(ITEMS);
		if (items != null) {
			fields.put(ITEMS, items);
		}
		return this.steps.open(Request.KIND, said.flag(Parameter.DRY_RUN),
				() -> this.service.report(type, this.fields.read(type, fields)));
	}

}
