package io.nagare.servicenow;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketParts;

/** The files of a ticket as records, for programs that look what hangs on it. */
@Component
@Transactional(readOnly = true)
public class TicketFiles {

	private final TicketTypes types;

	private final Tickets tickets;

	private final TicketParts parts;

	private final Directory directory;

	private final CurrentCaller callers;

	TicketFiles(TicketTypes types, Tickets tickets, TicketParts parts, Directory directory, CurrentCaller callers) {
		this.types = types;
		this.tickets = tickets;
		this.parts = parts;
		this.directory = directory;
		this.callers = callers;
	}

	/**
	 * All of them, the oldest first.
	 * @param table the ticket's table
	 * @param key the ticket's key
	 * @throws Refusal VALIDATION_FAILED for what is no table of tickets; NOT_FOUND where
	 * the caller may read no such ticket
	 */
	public List<TableRecord> of(String table, String key) {
		this.callers.requireMember();
		TicketTableName name = TicketTableName.ALL.stream()
			.filter((one) -> one.table().equals(table))
			.findFirst()
			.orElseThrow(() -> Refusal.invalid("table_name", "not_a_choice",
					String.join(", ", TicketTableName.ALL.stream().map(TicketTableName::table).toList())));
		UUID ticket = this.tickets.find(this.types.of(name.kind()), SysId.parse(key).map(UUID::toString).orElse(key))
			.id();
		return this.parts.attachments(ticket).stream().map((file) -> record(name, ticket, file)).toList();
	}

	private TableRecord record(TicketTableName table, UUID ticket, TicketParts.Attachment file) {
		return TableRecord.of(file.id(), "sys_attachment")
			.with("table_name", Cell.of(table.table()))
			.with("table_sys_id", Cell.of(SysId.of(ticket)))
			.with("file_name", Cell.of(file.fileName()))
			.with("content_type", Cell.of(file.contentType()))
			.with("size_bytes", Cell.of(file.fileSize()))
			.with("hash", Cell.of(file.sha256()))
			.with("sys_created_on", Cell.of(file.uploadedAt(), this.directory.zone()));
	}

}
