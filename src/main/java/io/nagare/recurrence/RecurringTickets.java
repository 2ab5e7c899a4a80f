package io.nagare.recurrence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.springframework.stereotype.Component;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.action.TicketActions;

/** Opens what recurring work begins, the same way as a request of its owner would. */
@Component
class RecurringTickets {

	/** What the entry itself says of what begins, so that its answers do not. */
	static final Set<String> SAID_ELSEWHERE = Set.of("type", "model_id", "reporter_id", "planned_start", "planned_end");

	private static final TicketActions.Wanted SUBMIT = new TicketActions.Wanted("submit", null, Map.of());

	private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE = new PropertyNamingStrategies.SnakeCaseStrategy();

	private final TicketTypes types;

	private final TicketService service;

	private final Tickets tickets;

	private final ObjectMapper json;

	private final Validator validator;

	RecurringTickets(TicketTypes types, TicketService service, Tickets tickets, ObjectMapper json,
			Validator validator) {
		this.types = types;
		this.service = service;
		this.tickets = tickets;
		this.json = json;
		this.validator = validator;
	}

	/**
	 * Opens it, on behalf of the current caller. A change whose window is known is
	 * submitted at once, as a standard model authorises it already.
	 * @param dueAt when it was to begin
	 * @throws Refusal as a request would be refused, naming its fields
	 */
	TicketRef begin(RecurringWork work, Instant dueAt) {
		Map<String, Object> fields = fields(work, dueAt);
		TicketType<?, ?> type = this.types.of(work.kind());
		check(type, fields);
		UUID id = this.service.report(work.kind(), fields);
		if (work.windowAfterMinutes().isPresent()) {
			this.service.perform(type, id.toString(), SUBMIT, IfMatch.ANY);
		}
		return new TicketRef(id, work.kind(), this.tickets.numberOf(id));
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

	/** As the API would read and check the body of a request. */
	private void check(TicketType<?, ?> type, Map<String, Object> fields) {
		TicketFields said;
		try {
			said = this.json.convertValue(fields, type.fields());
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid(fieldOf(ex), "bad_format");
		}
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (ConstraintViolation<TicketFields> violation : this.validator.validate(said)) {
			wrong.add(Refusal.Detail.of(name(violation.getPropertyPath().toString()), "not_allowed",
					violation.getMessage()));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private static String fieldOf(IllegalArgumentException ex) {
		return (ex.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
				&& mapping.getPath().get(0).getFieldName() != null) ? mapping.getPath().get(0).getFieldName()
						: "answers";
	}

	private static String name(String path) {
		return SNAKE_CASE.translate(path.split("[.\\[<]", 2)[0]);
	}

}
