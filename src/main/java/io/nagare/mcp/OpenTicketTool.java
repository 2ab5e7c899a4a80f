package io.nagare.mcp;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.request.Request;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/**
 * Opens a problem, a change, or a ticket of a practice that models bring. Incidents and
 * requests have tools of their own, which say better what they want.
 */
@Component
class OpenTicketTool implements AssistantTool {

	private static final String KIND = "kind";

	private static final String FIELDS = "fields";

	private static final String ITEMS = "ci_ids";

	private static final int LONGEST_TITLE = 500;

	private static final int LONGEST_DESCRIPTION = 20_000;

	/** Kinds with a tool of their own. */
	private static final Set<String> OTHERWISE = Set.of("incident", Request.KIND);

	private final TicketTypes types;

	private final TicketFieldsReader fields;

	private final TicketService service;

	private final StepRunner steps;

	OpenTicketTool(TicketTypes types, TicketFieldsReader fields, TicketService service, StepRunner steps) {
		this.types = types;
		this.fields = fields;
		this.service = service;
		this.steps = steps;
	}

	@Override
	public Definition definition() {
		return new Definition("open_ticket", "Open a problem, a change or another ticket",
				"""
						Opens a problem, a change, or a ticket of another practice of the tenant's, in the name of the person. For \
						incidents use report_incident, for what can be asked for make_request. Search first whether there is one. \
						With dry_run nothing is opened: the answer says how it would begin, or what would be refused.""",
				Effect.ADDS,
				List.of(Parameter.text(KIND, "The practice: problem, change, or another of the tenant's").needed(),
						Parameter.text("title", "What it is about, in one line").upTo(LONGEST_TITLE).needed(),
						Parameter.text("description", "All there is to say of it").upTo(LONGEST_DESCRIPTION),
						Parameter.text("priority",
								"How important: low, medium, high or critical, unless the tenant has other words"),
						Parameter.list(ITEMS, "The configuration items it is about, by their ids, which search finds"),
						Parameter.object(FIELDS,
								"""
										What else the kind has, by the names of the REST API. Of a problem: incident_ids. Of a change: \
										type (standard, normal, emergency), reason, planned_start and planned_end (moments in UTC), \
										implementation_plan, backout_plan, test_plan, risk_answers, tasks"""),
						Parameter.dryRun(), Parameter.key()));
	}

	@Override
	public boolean isFor(Caller caller) {
		return !open(caller).isEmpty();
	}

	private List<String> open(Caller caller) {
		return this.types.all()
			.stream()
			.map(TicketType::kind)
			.filter((kind) -> !OTHERWISE.contains(kind) && caller.may(kind + ":create"))
			.toList();
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		String kind = said.text(KIND);
		TicketType<?, ?> type = this.types.find(kind)
			.filter((known) -> !OTHERWISE.contains(known.kind()))
			.orElseThrow(() -> Refusal.invalid(KIND, "not_a_choice",
					String.join(", ",
							this.types.all()
								.stream()
								.map(TicketType::kind)
								.filter((known) -> !OTHERWISE.contains(known))
								.toList())));
		Map<String, Object> fields = said.fields(FIELDS);
		fields.putAll(said.texts());
		fields.remove(KIND);
		List<String> items = said.words(ITEMS);
		if (items != null) {
			fields.put(ITEMS, items);
		}
		return this.steps.open(kind, said.flag(Parameter.DRY_RUN),
				() -> this.service.report(type, this.fields.read(type, fields)));
	}

}
