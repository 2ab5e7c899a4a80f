package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.attachment.Attachments;
import io.nagare.ticket.query.TicketParts;

/**
 * The files of tickets, as {@code sys_attachment}, for who may read the ticket: of one
 * ticket, or one file by its key.
 */
@Component
@Transactional(readOnly = true)
class FileTable extends ComparedTable {

	/** Its name. */
	static final String NAME = "sys_attachment";

	private static final String TICKET = "table_sys_id";

	private static final Set<String> COLUMNS = Set.of("sys_id", "table_name", TICKET, "file_name", "content_type",
			"size_bytes", "hash", "sys_created_by", "sys_created_on", "sys_class_name");

	private final Tickets tickets;

	private final Attachments files;

	private final TicketParts parts;

	private final Directory directory;

	private final CurrentCaller callers;

	FileTable(Tickets tickets, Attachments files, TicketParts parts, Directory directory, CurrentCaller callers) {
		super(NAME, null, COLUMNS, callers);
		this.tickets = tickets;
		this.files = files;
		this.parts = parts;
		this.directory = directory;
		this.callers = callers;
	}

	@Override
	List<TableRecord> candidates(EncodedQuery query) {
		if (demanded(query, "table_name").filter(FileTable::isOfItems).isPresent()) {
			return List.of();
		}
		Optional<String> ticket = demanded(query, TICKET);
		if (ticket.isPresent()) {
			return records(
					this.tickets.readable(SysId.parse(ticket.get()).map(UUID::toString).orElse(ticket.get()), TICKET),
					demanded(query, "table_name").orElse(null));
		}
		return demanded(query, "sys_id").map((key) -> byKeys(SysId.parse(key).stream().toList()))
			.orElseThrow(() -> Refusal.invalid(TICKET, "required"));
	}

	/** Configuration items have no files, which programs ask for all the same. */
	private static boolean isOfItems(String table) {
		return table.equals(ItemClasses.ALL) || ItemClasses.isOne(table);
	}

	@Override
	List<TableRecord> byKeys(Collection<UUID> keys) {
		return keys.stream().flatMap((key) -> byKey(key).stream()).toList();
	}

	private Optional<TableRecord> byKey(UUID key) {
		return this.files.ticketOf(key)
			.map(this.tickets::readable)
			.flatMap((ticket) -> records(ticket, null).stream().filter((file) -> file.id().equals(key)).findFirst());
	}

	/** The oldest first; none of a ticket that has no table. */
	private List<TableRecord> records(Ticket ticket, @Nullable String said) {
		return TicketTableName.of(ticket.kind(), said)
			.map((table) -> this.parts.attachments(ticket.id(), this.callers.require().may(ticket.kind() + ":read"))
				.stream()
				.map((file) -> record(table, ticket.id(), file))
				.toList())
			.orElse(List.of());
	}

	private TableRecord record(TicketTableName table, UUID ticket, TicketParts.Attachment file) {
		return TableRecord.of(file.id(), NAME)
			.with("table_name", Cell.of(table.table()))
			.with(TICKET, Cell.of(SysId.of(ticket)))
			.with("file_name", Cell.of(file.fileName()))
			.with("content_type", Cell.of(file.contentType()))
			.with("size_bytes", Cell.of(file.fileSize()))
			.with("hash", Cell.of(file.sha256()))
			.with("sys_created_by", Cell.of((file.uploadedBy() != null) ? file.uploadedBy().username() : null))
			.with("sys_created_on", Cell.of(file.uploadedAt(), this.directory.zone()));
	}

}
