package io.nagare.servicenow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.servicenow.TicketInput.Said;
import io.nagare.servicenow.TicketVocabulary.Words;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.action.TicketDeletion;

/**
 * Makes and changes tickets as their tables are written to: by the same services as the
 * product's own API, all of it or nothing.
 */
@Component
@Transactional
class TicketTableWriter {

	private final TicketTypes types;

	private final TicketInput input;

	private final TicketSteps steps;

	private final TicketRecordView view;

	private final TicketWork work;

	private final TicketDeletion deletion;

	TicketTableWriter(TicketTypes types, TicketInput input, TicketSteps steps, TicketRecordView view, TicketWork work,
			TicketDeletion deletion) {
		this.types = types;
		this.input = input;
		this.steps = steps;
		this.view = view;
		this.work = work;
		this.deletion = deletion;
	}

	TableRecord create(TicketTableName table, Table.Input input) {
		TicketType<?, ?> type = this.types.of(table.kind());
		Words words = this.view.words(type);
		return said(table, () -> {
			Said said = this.input.read(table, input, null, words);
			UUID id = this.steps.report(type, said, words);
			TableRecord reported = this.view.record(type, table, id, words);
			Said left = this.input.read(table, left(table, input), reported, words);
			this.steps.follow(type, this.work.take(type, id.toString()), left, words);
			return this.view.record(type, table, id, words);
		});
	}

	/** What a report itself does not take. */
	private static Table.Input left(TicketTableName table, Table.Input input) {
		Map<String, @Nullable Object> left = new LinkedHashMap<>(input.fields());
		left.keySet().removeIf((column) -> TicketSteps.REPORTED.contains(column) && TicketInput.isOwn(table, column));
		return new Table.Input(left, input.isShown());
	}

	TableRecord change(TicketTableName table, String key, Table.Input input) {
		TicketType<?, ?> type = this.types.of(table.kind());
		Words words = this.view.words(type);
		return said(table, () -> {
			Ticket ticket = this.work.take(type, SysId.parse(key).map(UUID::toString).orElse(key));
			TableRecord present = this.view.record(type, table, ticket.id(), words);
			Said said = this.input.read(table, input, present, words);
			this.steps.follow(type, ticket, said, words);
			return this.view.record(type, table, ticket.id(), words);
		});
	}

	/** For the reason that a program asked for it: it says none itself. */
	void delete(TicketTableName table, String key) {
		TicketType<?, ?> type = this.types.of(table.kind());
		this.deletion.demand(type.kind());
		UUID id = this.work.take(type, SysId.parse(key).map(UUID::toString).orElse(key)).id();
		this.deletion.delete(id, Texts.label("servicenow.deleted", Label.said(this.work.caller().username()))
			.in(LocaleContextHolder.getLocale()), IfMatch.ANY);
	}

	/** Names what is wrong as the table calls it. */
	private static TableRecord said(TicketTableName table, Supplier<TableRecord> work) {
		return ColumnRefusals.toldAs((refusal) -> (refusal.kind() == Refusal.Kind.ACTION_NOT_OPEN)
				? TicketSteps.notOpen("state",
						refusal.details().stream().flatMap((open) -> Stream.ofNullable(open.field())).toList())
				: ColumnRefusals.renamed(refusal, table::column), work);
	}

}
