package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketWork;

/**
 * How much may still be kept. Files that fill the disk would stop the work of all
 * tenants, so a ticket, and a person who only reports, have a bound each, and the disk
 * keeps a reserve that no file may touch.
 */
@Component
class AttachmentSpace {

	/** Bytes; a small file costs more than it weighs. */
	private static final long LEAST_WEIGHT = 1024 * 1024;

	private static final DataSize OF_TICKET = DataSize.ofMegabytes(500);

	/** Of somebody who only reports, within a day. Agents and programs move archives. */
	private static final DataSize OF_REPORTER = DataSize.ofMegabytes(500);

	private static final Duration DAY = Duration.ofDays(1);

	private static final long SECONDS_UNTIL_CLEARED = 60;

	private static final long SECONDS_OF_AN_HOUR = 3600;

	private final Path directory;

	private final DataSize reserve;

	private final AttachmentRepository rows;

	private final TicketWork work;

	AttachmentSpace(@Value("${nagare.data-dir}") Path directory,
			@Value("${nagare.attachments.reserve}") DataSize reserve, AttachmentRepository rows, TicketWork work) {
		this.directory = directory;
		this.reserve = reserve;
		this.rows = rows;
		this.work = work;
	}

	/** What a file of that many bytes takes of the bounds. */
	static long weight(long size) {
		return Math.max(size, LEAST_WEIGHT);
	}

	/**
	 * What may still be kept, in bytes of weight; may be negative.
	 * @param ticketId null for a ticket that is only being made
	 */
	long left(@Nullable UUID ticketId) {
		return Math.min(ofDisk(), ofTicket(ticketId));
	}

	/**
	 * @throws Refusal RATE_LIMITED where the caller sent enough today
	 */
	void checkCaller(long size) {
		if (ofCaller() < weight(size)) {
			throw Refusal.rateLimited(SECONDS_OF_AN_HOUR);
		}
	}

	/**
	 * @throws Refusal UNAVAILABLE where the disk has too little, CONFLICT where the
	 * ticket holds enough
	 */
	void check(UUID ticketId, long size) {
		if (ofTicket(ticketId) < weight(size)) {
			throw Refusal.conflict("file", "files_full", OF_TICKET.toMegabytes());
		}
		if (!hasRoomFor(size)) {
			throw Refusal.unavailable(SECONDS_UNTIL_CLEARED);
		}
	}

	/** Whether a file of that many bytes leaves the reserve of the disk alone. */
	boolean hasRoomFor(long size) {
		return ofDisk() >= size;
	}

	private long ofTicket(@Nullable UUID ticketId) {
		return OF_TICKET.toBytes() - ((ticketId != null) ? this.rows.weightOf(ticketId, LEAST_WEIGHT) : 0);
	}

	private long ofCaller() {
		Caller caller = this.work.caller();
		if (caller.isAgent() || caller.permissions().stream().anyMatch((one) -> one.endsWith(":report_for_others"))) {
			return Long.MAX_VALUE;
		}
		Instant since = this.work.now().at().minus(DAY);
		return OF_REPORTER.toBytes() - this.rows.weightSince(caller.userId(), since, LEAST_WEIGHT);
	}

	private long ofDisk() {
		try {
			Files.createDirectories(this.directory);
			return Files.getFileStore(this.directory).getUsableSpace() - this.reserve.toBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
