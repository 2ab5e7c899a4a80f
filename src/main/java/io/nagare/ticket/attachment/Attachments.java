package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.apache.tika.Tika;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.shared.Refusal;
import io.nagare.shared.SingleLine;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.attachment.Attachment.StoredFile;
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

	private final Path directory;

	private final AttachmentRepository rows;

	private final Tickets tickets;

	private final TicketTypes types;

	private final TicketWork work;

	Attachments(@Value("${nagare.data-dir}") Path dataDirectory, AttachmentRepository rows, Tickets tickets,
			TicketTypes types, TicketWork work) {
		this.directory = dataDirectory.resolve("attachments");
		this.rows = rows;
		this.tickets = tickets;
		this.types = types;
		this.work = work;
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
	 * Keeps a file.
	 * @param name as the caller calls it
	 * @param claimed the content type the caller claims; null for none
	 * @param size in bytes
	 * @param content can be read more than once; never held in memory as a whole
	 * @throws Refusal TOO_LARGE, UNSUPPORTED_TYPE for programs and false claims,
	 * VALIDATION_FAILED for an empty file or a bad name, FORBIDDEN for who only reads
	 */
	public UUID add(UUID ticketId, @Nullable String name, @Nullable String claimed, long size,
			InputStreamSource content) {
		Ticket ticket = this.work.takeToAdd(ticketId);
		String plainName = plainName(name);
		String type = check(plainName, claimed, size, content);
		UUID id = UUID.randomUUID();
		String path = ticket.id() + "/" + id;
		StoredFile file = new StoredFile(plainName, size, type, store(path, content), path);
		Stamp stamp = this.work.now();
		ticket.grew(stamp);
		this.rows.save(new Attachment(id, ticket.id(), file, this.work.caller().userId(), stamp.at(),
				!this.types.of(ticket).holdsFilesBack()));
		this.work.publish(new AttachmentAdded(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), id));
		return id;
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
	 * The file is written first, and removed again should the transaction fail before its
	 * commit begins. A commit that failed may still have happened, if its answer was lost
	 * on the way: a file too many harms nobody, a missing one does.
	 * @return its SHA-256
	 */
	private String store(String path, InputStreamSource content) {
		Path file = this.directory.resolve(path);
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
					delete(file);
				}
			}

		});
		MessageDigest digest = sha256();
		try (InputStream bytes = new DigestInputStream(content.getInputStream(), digest)) {
			Files.createDirectories(file.getParent());
			Files.copy(bytes, file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * A file of a ticket that the caller may read.
	 * @throws Refusal NOT_FOUND otherwise
	 */
	@Transactional(readOnly = true)
	public Content read(UUID ticketId, UUID attachmentId) {
		Ticket ticket = this.tickets.readable(ticketId);
		Attachment attachment = this.rows.findByIdAndTicketId(attachmentId, ticket.id())
			.filter((file) -> file.isShown() || this.work.caller().may(ticket.kind() + ":read"))
			.orElseThrow(Refusal::notFound);
		return new Content(attachment.fileName(), attachment.contentType(),
				this.directory.resolve(attachment.storagePath()));
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

	/** A file to hand out. */
	public record Content(String fileName, String contentType, Path path) {
	}

}
