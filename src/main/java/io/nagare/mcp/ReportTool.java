package io.nagare.mcp;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/** Reports an incident. */
@Component
class ReportTool implements AssistantTool {

	private static final String KIND = "incident";

	private static final String FIELDS = "fields";

	private static final int LONGEST_TITLE = 500;

	private static final int LONGEST_DESCRIPTION = 20_000;

	private final TicketTypes types;

	private final TicketFieldsReader fields;

	private final TicketService service;

	private final StepRunner steps;

	ReportTool(TicketTypes types, TicketFieldsReader fields, TicketService service, StepRunner steps) {
		this.types = types;
		this.fields = fields;
		this.service = service;
		this.steps = steps;
	}

	@Override
	public Definition definition() {
		return new Definition("report_incident", "Report an incident", """
				Reports that something doesn't work, in the name of the person. Search first whether it is known. The \
				answer has the number, the priority and until when somebody is to respond.""", Effect.ADDS,
				List.of(Parameter.text("title", "What doesn't work, in one line").upTo(LONGEST_TITLE).needed(),
						Parameter
							.text("description", "What happened, since when, and what was tried")
							.upTo(LONGEST_DESCRIPTION),
						Parameter
							.text("priority",
									"How important: low, medium, high or critical, unless the tenant has other words")
							.needed(),
						Parameter.text("impact", "How far it reaches: low, medium, high or extensive"),
						Parameter.text("urgency", "How soon it is needed: low, medium, high or critical"),
						Parameter.object(FIELDS,
								"What else the tenant's form of a report asks, by its keys; a refusal names what is lacking"),
						Parameter.dryRun(), Parameter.key()));
	}

	@Override
	public boolean isFor(Caller caller) {
		return caller.may(KIND + ":create");
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		TicketType<?, ?> type = this.types.of(KIND);
		Map<String, Object> fields = said.fields(FIELDS);
		fields.putAll(said.texts());
		return this.steps.open(KIND, said.flag(Parameter.DRY_RUN),
				() -> this.service.report(type, this.fields.read(type, fields)));
	}

}
