package io.nagare.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.audit.AuditFilter;
import io.nagare.audit.AuditQueries;
import io.nagare.audit.AuditRow;
import io.nagare.shared.Refusal;
import io.nagare.ticket.attachment.Attachments;

/** The chain of custody of files, which are evidence where something happened. */
@Component
@Transactional(readOnly = true)
public class Custody {

	/** So many entries are told; the audit log has them all. */
	private static final int MOST = 1000;

	private final Attachments attachments;

	private final AuditQueries log;

	Custody(Attachments attachments, AuditQueries log) {
		this.attachments = attachments;
		this.log = log;
	}

	/**
	 * All that was done to a file, which may be gone by now.
	 * @throws Refusal NOT_FOUND for one that there never was
	 */
	public Chain of(UUID attachment) {
		Optional<Attachments.Evidence> file = this.attachments.evidence(attachment);
		List<AuditRow> entries = new ArrayList<>();
		this.log.each(new AuditFilter(null, null, Attachments.ON_RECORD, attachment.toString(), null, null), (row) -> {
			if (entries.size() < MOST) {
				entries.add(row);
			}
		});
		if (file.isEmpty() && entries.isEmpty()) {
			throw Refusal.notFound();
		}
		return new Chain(file.map(Attachments.Evidence::fileName).orElse(null),
				file.map(Attachments.Evidence::sha256).orElse(null), file.map(Attachments.Evidence::now).orElse(null),
				file.filter((one) -> one.sha256().equals(one.now())).isPresent(), entries);
	}

	/**
	 * A file and who had it.
	 *
	 * @param fileName null for one that was removed
	 * @param sha256 of the bytes as they came, in hexadecimal digits; null for one that
	 * was removed, whose entries have it
	 * @param sha256Now of the bytes as they are; null where there are none
	 * @param intact whether both are the same
	 * @param entries of the audit log, the oldest first, 1,000 at most
	 */
	@Schema(name = "Custody")
	public record Chain(@Nullable String fileName, @Nullable String sha256, @Nullable String sha256Now, boolean intact,
			List<AuditRow> entries) {
	}

}
