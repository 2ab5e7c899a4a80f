package io.nagare.servicenow;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Phase;
import io.nagare.shared.Times;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/** Shows a ticket as a record of its table. */
@Component
class TicketColumns {

	/** What programs call the phases of a request. */
	static final Map<String, String> OF_REQUESTS = Map.of(Phase.OPEN.word(), "requested", Phase.IN_WORK.word(),
			"in_process", Phase.ON_HOLD.word(), "in_process", Phase.RESOLVED.word(), "closed_complete",
			Phase.CLOSED.word(), "closed_complete", Phase.CANCELLED.word(), "closed_cancelled");

	private final ObjectMapper json;

	private final References references;

	TicketColumns(ObjectMapper json, References references) {
		this.json = json;
		this.references = references;
	}

	TableRecord record(TicketTableName table, TicketRow row, TicketVocabulary.Words words) {
		TicketSummary ticket = row.ticket();
		JsonNode fields = this.json.valueToTree(row);
		TableRecord record = TableRecord.of(ticket.id(), table.table());
		record.with("number", Cell.of(ticket.number()))
			.with("short_description", Cell.of(ticket.title()))
			.with("description", Cell.of(ticket.description()))
			.with("active", Cell.of(!Phase.of(ticket.phase()).isFinal()));
		Cell state = Cell.of(words.states().number(ticket.status(), ticket.phase()),
				words.states().label(ticket.status()).in(LocaleContextHolder.getLocale()));
		record.with("state", state);
		if (table.equals(TicketTableName.INCIDENT) || table.equals(TicketTableName.PROBLEM)) {
			record.with(table.table() + "_state", state);
		}
		if (table.equals(TicketTableName.REQUEST)) {
			record.with("request_state", Cell.of(OF_REQUESTS.getOrDefault(ticket.phase(), ""), state.display()));
		}
		if (table.isPartOfRequest()) {
			record.with("request", Cell.reference(TicketTableName.REQUEST.table(), ticket.id(), ticket.number()));
		}
		record.with("priority", scaled(words.priority(), ticket.priority()));
		if (table.equals(TicketTableName.INCIDENT)) {
			record.with("impact", scaled(words.impact(), fields.path("impact").asText()))
				.with("urgency", scaled(words.urgency(), fields.path("urgency").asText()))
				.with("reassignment_count", Cell.of(fields.path("reassignment_count").asText()))
				.with("reopen_count", Cell.of(fields.path("reopen_count").asText()));
		}
		if (table.equals(TicketTableName.PROBLEM)) {
			record.with("known_error", Cell.of(fields.path("known_error").asBoolean()));
		}
		record.with(table.reporter(), person(ticket.reporter()))
			.with("assigned_to", person(ticket.assignee()))
			.with("assignment_group",
					(ticket.team() != null) ? Cell.reference("sys_user_group", ticket.team().id(), ticket.team().name())
							: Cell.EMPTY)
			.with("category", Cell.of((ticket.category() != null) ? ticket.category().name() : null))
			.with("cmdb_ci", ticket.ciIds().isEmpty() ? Cell.EMPTY : item(ticket.ciIds().get(0)));
		table.own().forEach((column, field) -> record.with(column, own(field, fields.path(field), words)));
		record.with("opened_at", Cell.of(ticket.createdAt(), words.zone()))
			.with("sys_created_on", Cell.of(ticket.createdAt(), words.zone()))
			.with("sys_updated_on", Cell.of(ticket.updatedAt(), words.zone()))
			.with("sys_mod_count", Cell.of(Long.toString(ticket.version())))
			.with("due_date", Cell.of(ticket.resolutionDueAt(), words.zone()))
			.with("resolved_at", Cell.of(ticket.resolvedAt(), words.zone()))
			.with("closed_at", Cell.of(ticket.closedAt(), words.zone()))
			// what people wrote is read at the ticket's own address
			.with("work_notes", Cell.EMPTY)
			.with("comments", Cell.EMPTY)
			.with("correlation_id", Cell.EMPTY)
			.with("correlation_display", Cell.EMPTY);
		for (Map.Entry<String, Object> kept : ticket.fields().entrySet()) {
			if (KeptColumns.isOne(kept.getKey())) {
				record.with(kept.getKey(), Cell.of(String.valueOf(kept.getValue())));
			}
		}
		return record;
	}

	private static Cell own(String field, JsonNode value, TicketVocabulary.Words words) {
		String text = value.isNull() ? "" : value.asText();
		if (field.startsWith("planned_") && !text.isEmpty()) {
			return Cell.of(Times.instant(text), words.zone());
		}
		return CloseCodes.of(field)
			.filter((codes) -> !text.isEmpty())
			.map((codes) -> Cell.of(codes.code(text)))
			.orElseGet(() -> Cell.of(text));
	}

	private static Cell scaled(Scale scale, String word) {
		return Cell.of(scale.number(word), word);
	}

	private static Cell person(TicketSummary.@Nullable Person person) {
		return (person == null) ? Cell.EMPTY
				: Cell.reference("sys_user", person.id(), (person.lastName() + " " + person.firstName()).strip());
	}

	private Cell item(UUID item) {
		return Cell.reference("cmdb_ci", item, this.references.nameOf(item));
	}

}
