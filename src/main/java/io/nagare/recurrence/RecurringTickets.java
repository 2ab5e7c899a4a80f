package io.nagare.recurrence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketSummary;

/** Opens what recurring work begins, the same way as a request of its owner would. */
@Component
class RecurringTickets {

	/** What the entry itself says of what begins, so that its answers do not. */
	static final Set<String> SAID_ELSEWHERE = Set.of("type", "model_id", "reporter_id", "planned_start", "planned_end");

	private static final TicketActions.Wanted SUBMIT = new TicketActions.Wanted("submit", null, Map.of());

	private final TicketTypes types;

	private final TicketService service;

	private final TicketFieldsReader reader;

	RecurringTickets(TicketTypes types, TicketService service, TicketFieldsReader reader) {
		this.types = types;
		this.service = service;
		this.reader = reader;
	}

	/**
	 * Opens it, on behalf of the current caller. A change whose window is known is
	 * submitted at once, as a standard model authorises it already.
	 * @param dueAt when it was to begin
	 * @throws Refusal as a request would be refused, naming its fields
	 */
	TicketRef begin(RecurringWork work, Instant dueAt) {
		TicketType<?, ?> type = this.types.of(work.kind());
		TicketSummary ticket = this.service.report(type, this.reader.read(type, fields(work, dueAt))).ticket();
		if (work.windowAfterMinutes().isPresent()) {
			this.service.perform(type, ticket.id().toString(), SUBMIT, IfMatch.ANY);
		}
		return new TicketRef(ticket.id(), work.kind(), ticket.number());
	}

	private static Map<String, Object> fields(RecurringWork work, Instant dueAt) {
		Map<String, Object> fields = new LinkedHashMap<>(work.answers());
		fields.putIfAbsent("title", work.title());
		work.requestType().ifPresent((type) -> fields.put("type", type));
		work.requester()
			.filter((requester) -> !requester.equals(work.owner()))
			.ifPresent((requester) -> fields.put("reporter_id", requester));
		work.model().ifPresent((model) -> {
			fields.put("type", "standard");
			fields.put("model_id", model);
		});
		work.windowAfterMinutes().ifPresent((after) -> {
			Instant opens = dueAt.plusSeconds(after * 60L);
			fields.put("planned_start", opens);
			fields.put("planned_end", opens.plusSeconds(work.windowMinutes().orElseThrow() * 60L));
		});
		return fields;
	}

}
