package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.apache.tika.Tika;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.directory.AfterCommit;
import io.nagare.directory.Caller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.SingleLine;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.attachment.Attachment.StoredFile;
import io.nagare.ticket.attachment.AttachmentFiles.FilePlace;
import io.nagare.ticket.journal.Stamp;

/**
 * Files on tickets. A file's name is only ever shown, never used as a path; what the file
 * is, is read from its bytes, and one that claims to be something else is refused.
 */
@Component
@Transactional
public class Attachments {

	/** The largest file, in bytes. */
	public static final int MAX_SIZE = 10 * 1024 * 1024;

	/** What the audit log calls a file. */
	public static final String ON_RECORD = "attachment";

	private static final int MAX_NAME = 255;

	/** Programs, which would run where somebody opens them. */
	private static final Set<String> PROGRAMS = Set.of("application/x-dosexec", "application/x-msdownload",
			"application/x-executable", "application/x-elf", "application/x-sharedlib", "application/x-mach-o",
			"application/java-vm", "application/x-ms-installer", "application/x-bat", "application/x-sh",
			"application/hta");

	/** Windows passes over them. */
	private static final Pattern TAIL = Pattern.compile("[. ]+$");

	/** What runs by its ending, or carries what runs, whatever its bytes look like. */
	private static final Set<String> PROGRAM_ENDINGS = Set.of("ade", "adp", "app", "appref-ms", "apk", "bat", "chm",
			"cmd", "com", "command", "cpl", "dll", "docm", "dotm", "exe", "gadget", "hta", "inf", "ins", "iso", "img",
			"jar", "jnlp", "js", "jse", "ksh", "lnk", "msc", "msi", "msp", "mst", "pif", "potm", "ppam", "ppsm", "pptm",
			"ps1", "ps1xml", "psc1", "psd1", "psm1", "reg", "scf", "scpt", "scr", "sct", "settingcontent-ms", "sh",
			"shb", "sys", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "vxd", "wsc", "wsf", "wsh", "xlam", "xll", "xlsm",
			"xltm", "zsh");

	private static final MediaTypeRegistry TYPES = MediaTypeRegistry.getDefaultRegistry();

	private final Tika tika = new Tika();

	private final AttachmentFiles files;

	private final AttachmentRepository rows;

	private final Tickets tickets;

	private final TicketTypes types;

	private final TicketWork work;

	private final AttachmentSpace space;

	Attachments(AttachmentFiles files, AttachmentRepository rows, Tickets tickets, TicketTypes types, TicketWork work,
			AttachmentSpace space) {
		this.files = files;
		this.rows = rows;
		this.tickets = tickets;
		this.types = types;
		this.work = work;
		this.space = space;
	}

	/**
	 * Why a file would not be kept, for who must not fail over it; empty where it would.
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	public Optional<String> refusal(String name, long size, InputStreamSource content) {
		try {
			check(name, null, size, content);
			return Optional.empty();
		}
		catch (Refusal refusal) {
			return Optional.of(refusal.details().get(0).code());
		}
	}

	/**
	 * Whether the caller may send as much himself today. What he is sent by mail has
	 * bounds of its own.
	 * @throws Refusal RATE_LIMITED where he sent enough
	 */
	@Transactional(readOnly = true)
	public void demandRoomOfCaller(long size) {
		this.space.checkCaller(size);
	}

	/**
	 * What may still be added, in bytes as {@link #weight} counts them; negative where
	 * nothing.
	 * @param ticketId null for a ticket that is only being made
	 */
	@Transactional(readOnly = true)
	public long room(@Nullable UUID ticketId) {
		return this.space.left(ticketId);
	}

	/** Whether the ticket holds a file of these bytes, as the hash tells them. */
	@Transactional(readOnly = true)
	public boolean has(UUID ticketId, String sha256) {
		return this.rows.existsByTicketIdAndSha256(ticketId, sha256);
	}

	/** What a file of that many bytes takes of the {@link #room}. */
	public static long weight(long size) {
		return AttachmentSpace.weight(size);
	}

	/**
	 * Keeps a file.
	 * @param name as the caller calls it
	 * @param claimed the content type the caller claims; null for none
	 * @param size in bytes
	 * @param content can be read more than once; never held in memory as a whole
	 * @throws Refusal TOO_LARGE, UNSUPPORTED_TYPE for programs and false claims,
	 * VALIDATION_FAILED for an empty file or a bad name, FORBIDDEN for who only reads,
	 * CONFLICT for a ticket that holds enough, UNAVAILABLE where the disk has too little
	 * room
	 */
	public UUID add(UUID ticketId, @Nullable String name, @Nullable String claimed, long size,
			InputStreamSource content) {
		Ticket ticket = this.work.takeToAdd(ticketId);
		String plainName = plainName(name);
		String type = check(plainName, claimed, size, content);
		this.space.check(ticket.id(), size);
		UUID id = UUID.randomUUID();
		FilePlace place = this.files.placeOf(id, begun(Attachment.pathOf(ticket.id(), id)));
		StoredFile file = new StoredFile(plainName, size, type, this.files.write(place, content), place);
		keep(ticket, new Attachment(id, ticket.id(), file, this.work.caller().userId(), this.work.now().at(),
				!this.types.of(ticket).holdsFilesBack()));
		return id;
	}

	private void keep(Ticket ticket, Attachment file) {
		Stamp stamp = this.work.now();
		ticket.grew(stamp);
		this.rows.save(file);
		this.work.publish(new AttachmentAdded(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), file.getId()));
	}

	/**
	 * Keeps the files of a ticket on another too, as they were checked when they came.
	 * The bytes are on the disk once.
	 * @return the names of those that are not there any more
	 * @throws Refusal FORBIDDEN for who only reads the other
	 */
	public List<String> carryOver(UUID from, UUID to) {
		Ticket ticket = this.work.takeToAdd(to);
		List<String> missing = new ArrayList<>();
		for (Attachment file : this.rows.findByTicketIdOrderByUploadedAt(from)) {
			if (this.files.exists(file.place())) {
				UUID copy = UUID.randomUUID();
				FilePlace place = this.files.link(file.place(), copy, begun(Attachment.pathOf(ticket.id(), copy)));
				keep(ticket, file.carriedTo(ticket.id(), place, !this.types.of(ticket).holdsFilesBack()));
			}
			else {
				missing.add(file.fileName());
			}
		}
		return missing;
	}

	/**
	 * Takes a file away again, for good; a note says who did. Whoever sent it may while
	 * the ticket goes on, and who may delete the ticket.
	 * @throws Refusal NOT_FOUND for a file that the caller may not read, FORBIDDEN for
	 * somebody else's, CONFLICT for one of a text that others read by now, or of a ticket
	 * that is over
	 */
	public void remove(UUID ticketId, UUID attachmentId) {
		Ticket ticket = this.work.takeToAdd(ticketId);
		Attachment file = readable(ticket, attachmentId);
		Caller caller = this.work.caller();
		if (!caller.may(ticket.kind() + ":delete")) {
			if (!file.isFrom(caller.userId())) {
				throw Refusal.forbidden("attachment", "not_own_file");
			}
			if (ticket.phase().isFinal()) {
				throw Refusal.conflict("attachment", "file_of_ended_ticket");
			}
		}
		if (file.isShown() && this.types.of(ticket).holdsFilesBack()) {
			throw Refusal.conflict("attachment", "file_published");
		}
		List<String> paths = this.rows.remove(file.getId());
		this.work.note(ticket, Texts.label("ticket.note.file_removed").with(file.fileName()), false);
		this.work.publish(new Handled("attachment.delete", attachmentId, ticket.id(), file.fileName(), file.sha256()));
		AfterCommit.run(() -> paths.forEach(this.files::delete));
	}

	/** What sort of file it is. */
	private String check(String name, @Nullable String claimed, long size, InputStreamSource content) {
		String plainName = plainName(name);
		if (size == 0) {
			throw Refusal.invalid("file", "empty_file");
		}
		if (size > MAX_SIZE) {
			throw new Refusal(Refusal.Kind.TOO_LARGE,
					List.of(Refusal.Detail.of("file", "too_large", MAX_SIZE / (1024 * 1024))));
		}
		return typeOf(content, plainName, claimed);
	}

	private static String plainName(@Nullable String name) {
		String plain = (name != null) ? name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
				: "";
		if (plain.isBlank() || plain.length() > MAX_NAME || plain.equals("..") || plain.equals(".")
				|| plain.chars().anyMatch(Character::isISOControl)) {
			throw Refusal.invalid("file", "bad_file_name", MAX_NAME);
		}
		return SingleLine.of("file", plain);
	}

	private static String ending(String name) {
		String plain = TAIL.matcher(name).replaceAll("");
		return plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	/**
	 * What the bytes say. The name and the claim only choose among the kinds the bytes
	 * allow.
	 */
	private String typeOf(InputStreamSource content, String name, @Nullable String claimed) {
		MediaType bytes = detect(content, null);
		MediaType detected = detect(content, name);
		MediaType wanted = (claimed != null) ? MediaType.parse(claimed) : null;
		boolean program = PROGRAM_ENDINGS.contains(ending(name)) || PROGRAMS.contains(bytes.getBaseType().toString())
				|| PROGRAMS.contains(detected.getBaseType().toString());
		boolean lies = wanted != null && !wanted.getBaseType().equals(MediaType.OCTET_STREAM)
				&& !agree(wanted.getBaseType(), detected.getBaseType())
				&& !agree(wanted.getBaseType(), bytes.getBaseType());
		if (program || lies) {
			throw new Refusal(Refusal.Kind.UNSUPPORTED_TYPE, List.of(Refusal.Detail.of("file",
					program ? "program" : "content_differs", detected.toString(), String.valueOf(claimed))));
		}
		return detected.toString();
	}

	private MediaType detect(InputStreamSource content, @Nullable String name) {
		try (InputStream bytes = content.getInputStream()) {
			return MediaType.parse((name != null) ? this.tika.detect(bytes, name) : this.tika.detect(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean agree(MediaType claimed, MediaType detected) {
		MediaType one = TYPES.normalize(claimed);
		MediaType other = TYPES.normalize(detected);
		return one.equals(other) || TYPES.isSpecializationOf(one, other) || TYPES.isSpecializationOf(other, one);
	}

	/**
	 * A file is written first, and removed again should the transaction fail before its
	 * commit begins. A commit that failed may still have happened, if its answer was lost
	 * on the way: a file too many harms nobody, a missing one does.
	 */
	private String begun(String path) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			private boolean commits;

			@Override
			public void beforeCommit(boolean readOnly) {
				// what a conflict refuses is known here, with the file's fate in no doubt
				Attachments.this.rows.flush();
				this.commits = true;
			}

			@Override
			public void afterCompletion(int status) {
				if (!this.commits) {
					Attachments.this.files.delete(path);
				}
			}

		});
		return path;
	}

	/**
	 * A file of a ticket that the caller may read, which is put on record.
	 * @throws Refusal NOT_FOUND otherwise
	 */
	@Transactional(readOnly = true)
	public Content read(UUID ticketId, UUID attachmentId) {
		Attachment attachment = readable(this.tickets.readable(ticketId), attachmentId);
		this.work.publish(
				new Handled("attachment.read", attachmentId, ticketId, attachment.fileName(), attachment.sha256()));
		return new Content(attachment.fileName(), attachment.contentType(),
				new AttachmentResource(this.files, attachment.place(), attachment.fileSize()));
	}

	/** A file as it came and as it is, whoever may read it; empty where there is none. */
	@Transactional(readOnly = true)
	public Optional<Evidence> evidence(UUID attachmentId) {
		return this.rows.findById(attachmentId)
			.map((file) -> new Evidence(file.fileName(), file.sha256(), hashOf(file.place())));
	}

	private @Nullable String hashOf(FilePlace place) {
		try {
			return this.files.sha256(place);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Attachment readable(Ticket ticket, UUID attachmentId) {
		return this.rows.findByIdAndTicketId(attachmentId, ticket.id())
			.filter((file) -> file.isShown() || this.work.caller().may(ticket.kind() + ":read"))
			.orElseThrow(Refusal::notFound);
	}

	/** Whoever reads the ticket sees the files that are on it now. */
	public void release(UUID ticketId) {
		this.rows.release(ticketId);
	}

	/**
	 * The ticket that a file hangs on, whoever may read it; empty where there is none.
	 */
	@Transactional(readOnly = true)
	public Optional<UUID> ticketOf(UUID attachmentId) {
		return this.rows.findById(attachmentId).map(Attachment::ticketId);
	}

	/**
	 * A file to hand out.
	 *
	 * @param bytes as they came
	 */
	public record Content(String fileName, String contentType, Resource bytes) {
	}

	/**
	 * What shows whether a file is still the one that came.
	 *
	 * @param sha256 of the bytes as they came, in hexadecimal digits
	 * @param now of the bytes as they are; null where they are not there
	 */
	public record Evidence(String fileName, String sha256, @Nullable String now) {
	}

	/** Somebody took the bytes of a file home, or took them away from its ticket. */
	private record Handled(String action, UUID file, UUID ticket, String name,
			String sha256) implements AuditableEvent {

		@Override
		public String entityType() {
			return ON_RECORD;
		}

		@Override
		public String entityId() {
			return this.file.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("ticket_id", this.ticket.toString(), "file_name", this.name, "sha256", this.sha256);
		}

	}

}
