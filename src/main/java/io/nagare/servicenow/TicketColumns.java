package io.nagare.servicenow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Phase;
import io.nagare.shared.Texts;
import io.nagare.shared.Times;
import io.nagare.ticket.query.TicketCondition.Column;
import io.nagare.ticket.query.TicketHands.Hands;
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

	TableRecord record(TicketTableName table, TicketRow row, Hands hands, TicketVocabulary.Words words) {
		TicketSummary ticket = row.ticket();
		JsonNode fields = this.json.valueToTree(row);
		TableRecord record = TableRecord.of(ticket.id(), table.table());
		record
			.with("sys_class_name",
					Cell.of(table.table(),
							Texts.label("servicenow.table." + table.table()).in(LocaleContextHolder.getLocale())))
			.with("number", Cell.of(ticket.number()))
			.with("task_effective_number", Cell.of(ticket.number()))
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
		record.with("priority", scaled(words, "priority", words.priority(), ticket.priority()));
		if (table.equals(TicketTableName.INCIDENT)) {
			record.with("impact", scaled(words, "impact", words.impact(), fields.path("impact").asText()))
				.with("urgency", scaled(words, "urgency", words.urgency(), fields.path("urgency").asText()))
				.with("reassignment_count", Cell.of(fields.path("reassignment_count").asText()))
				.with("reopen_count", Cell.of(fields.path("reopen_count").asText()));
		}
		if (table.equals(TicketTableName.PROBLEM)) {
			record.with("known_error", Cell.of(fields.path("known_error").asBoolean()));
		}
		record.with("opened_by", person(hands.of(Column.CREATOR)))
			.with(table.reporter(), person(ticket.reporter()))
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
			.with("sys_created_by", username(hands.of(Column.CREATOR)))
			.with("sys_updated_by", username(hands.of(Column.CHANGER)))
			.with("sys_mod_count", Cell.of(Long.toString(ticket.version())))
			.with("due_date", Cell.of(ticket.resolutionDueAt(), words.zone()))
			.with("resolved_at", Cell.of(ticket.resolvedAt(), words.zone()))
			.with("closed_at", Cell.of(ticket.closedAt(), words.zone()))
			.with("resolved_by", person(hands.of(Column.RESOLVER)))
			.with("closed_by", person(hands.of(Column.CLOSER)))
			// what people wrote is read at the ticket's own address
			.with("work_notes", Cell.EMPTY)
			.with("comments", Cell.EMPTY)
			.with("correlation_id", Cell.EMPTY)
			.with("correlation_display", Cell.EMPTY);
		for (Map.Entry<String, Object> kept : ticket.fields().entrySet()) {
			String column = kept.getKey();
			// how it was solved is known better since then; of the cause a program says
			// more at a later step
			boolean own = TicketInput.isOwn(table, column) && !column.equals("cause_notes")
					&& !record.cells().getOrDefault(column, Cell.EMPTY).value().isEmpty();
			if (KeptColumns.isOne(column) && !own) {
				record.with(column, kept(column, String.valueOf(kept.getValue())));
			}
		}
		return record;
	}

	private static Cell own(String field, JsonNode value, TicketVocabulary.Words words) {
		String text = value.isNull() ? "" : value.asText();
		if (field.startsWith("planned_") && !text.isEmpty()) {
			return Cell.of(Times.instant(text), words.zone());
		}
		if (text.isEmpty()) {
			return Cell.EMPTY;
		}
		return CloseCodes.of(field)
			.map((codes) -> Cell.of(codes.code(text), words.choices().shown(field, text)))
			.orElseGet(() -> field.equals("type") ? Cell.of(text, words.choices().shown(field, text)) : Cell.of(text));
	}

	/** Such as {@code 2 - High}. */
	private static Cell scaled(TicketVocabulary.Words words, String field, Scale scale, String word) {
		String number = scale.number(word);
		return word.isEmpty() ? Cell.EMPTY : Cell.of(number, number + " - " + words.choices().shown(field, word));
	}

	private static Cell person(TicketSummary.@Nullable Person person) {
		return (person == null) ? Cell.EMPTY
				: Cell.reference("sys_user", person.id(), (person.lastName() + " " + person.firstName()).strip());
	}

	private Cell username(TicketSummary.@Nullable Person person) {
		return Cell.of((person != null && this.references.tellsUserNames()) ? person.username() : null);
	}

	/** Whom a program named on the ticket. */
	static List<UUID> keptPeople(TicketRow row) {
		return row.ticket()
			.fields()
			.entrySet()
			.stream()
			.filter((kept) -> KeptColumns.isOne(kept.getKey()) && KeptColumns.isPerson(kept.getKey()))
			.flatMap((kept) -> SysId.parse(String.valueOf(kept.getValue())).stream())
			.toList();
	}

	private Cell kept(String column, String value) {
		return Optional.of(value)
			.filter((text) -> KeptColumns.isPerson(column))
			.flatMap(SysId::parse)
			.flatMap(this.references::person)
			.map((person) -> Cell.reference("sys_user", person.id(), person.fullName()))
			.orElseGet(() -> Cell.of(value));
	}

	private Cell item(UUID item) {
		return Cell.reference("cmdb_ci", item, this.references.nameOf(item));
	}

}
