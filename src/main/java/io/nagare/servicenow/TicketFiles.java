package io.nagare.servicenow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.attachment.Attachments;

/** Hands the files of tickets out and takes new ones. */
@Component
public class TicketFiles {

	private final TicketTypes types;

	private final Tickets tickets;

	private final Attachments attachments;

	private final FileTable table;

	private final CurrentCaller callers;

	TicketFiles(TicketTypes types, Tickets tickets, Attachments attachments, FileTable table, CurrentCaller callers) {
		this.types = types;
		this.tickets = tickets;
		this.attachments = attachments;
		this.table = table;
		this.callers = callers;
	}

	/**
	 * Keeps a file.
	 * @param ticketTable the ticket's table
	 * @param key the ticket's key
	 * @param name what the file is called
	 * @param claimed the type that the program says it is of; null for none
	 * @param content can be read more than once
	 * @throws Refusal VALIDATION_FAILED for what is no table of tickets; NOT_FOUND where
	 * the caller may read no such ticket; else as {@link Attachments#add}
	 */
	public TableRecord add(String ticketTable, String key, String name, @Nullable String claimed,
			InputStreamSource content) {
		this.callers.requireMember();
		UUID ticket = this.tickets
			.find(this.types.of(TicketTableName.named(ticketTable).kind()),
					SysId.parse(key).map(UUID::toString).orElse(key))
			.id();
		long size = size(content);
		this.attachments.demandRoomOfCaller(size);
		UUID file = this.attachments.add(ticket, name, claimed, size, content);
		return this.table.one(SysId.of(file));
	}

	/** Counted, since a program need not say it beforehand. */
	private static long size(InputStreamSource content) {
		try (InputStream bytes = content.getInputStream()) {
			return bytes.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A file of a ticket that the caller may read.
	 * @throws Refusal NOT_FOUND otherwise
	 */
	@Transactional(readOnly = true)
	public Attachments.Content content(String key) {
		this.callers.requireMember();
		UUID file = SysId.parse(key).orElseThrow(Refusal::notFound);
		return this.attachments.read(this.attachments.ticketOf(file).orElseThrow(Refusal::notFound), file);
	}

}
