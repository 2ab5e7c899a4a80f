package io.nagare.ticket.attachment;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Tenants;
import io.nagare.shared.Transactions;
import io.nagare.ticket.attachment.AttachmentFiles.FilePlace;

/**
 * Encrypts files that lie as they came, and seals the keys of the others anew once the
 * encryption key was replaced. Each file by itself; as it came it lies on for whoever has
 * read its row and not yet its bytes, until a later run.
 */
@Component
public class AttachmentEncryption {

	private static final Logger LOG = LoggerFactory.getLogger(AttachmentEncryption.class);

	private static final int PAGE = 200;

	private static final UUID FIRST = new UUID(0, 0);

	/** Who read the row before it changed has opened the file by then. */
	private static final Duration READ_BY_THEN = Duration.ofMinutes(5);

	/** Keys are replaced once in a while, and the former one stays good. */
	private static final Duration SEAL_AGAIN = Duration.ofDays(1);

	private static final String FORMER = """
			SELECT id, former_path, storage_path, file_key, file_size FROM ticket_attachments
			 WHERE former_path IS NOT NULL AND replaced_at < ?
			""";

	private static final String FORGET_FORMER = """
			UPDATE ticket_attachments SET former_path = NULL, replaced_at = NULL WHERE id = ? AND former_path = ?
			""";

	private static final String PUT_BACK = """
			UPDATE ticket_attachments SET storage_path = former_path, file_key = NULL, former_path = NULL,
			       replaced_at = NULL
			 WHERE id = ? AND former_path = ?
			""";

	private static final String ROWS = "SELECT id, ticket_id, sha256, storage_path, file_key, file_size FROM ticket_attachments f"
			+ " WHERE id > ? AND ";

	private static final String IN_PAGES = " ORDER BY id LIMIT " + PAGE;

	/** Not while somebody reads one for searches. */
	private static final String PLAIN = ROWS + """
			file_key IS NULL AND former_path IS NULL AND NOT EXISTS
			    (SELECT FROM ticket_attachment_texts x WHERE x.attachment_id = f.id AND x.state = 'waiting')
			""" + IN_PAGES;

	private static final String SEALED_OTHERWISE = ROWS + "NOT starts_with(file_key, ?)" + IN_PAGES;

	private static final String SEAL = "UPDATE ticket_attachments SET file_key = ? WHERE id = ? AND file_key = ?";

	private static final String REPLACE = """
			UPDATE ticket_attachments SET storage_path = ?, file_key = ?, former_path = storage_path, replaced_at = ?
			 WHERE id = ? AND storage_path = ? AND file_key IS NULL
			""";

	private final Tenants tenants;

	private final AttachmentFiles files;

	private final AttachmentCipher cipher;

	private final JdbcTemplate jdbc;

	private final AttachmentSpace space;

	private final Clock clock;

	private final Transactions transactions;

	private Instant sealedAt = Instant.EPOCH;

	AttachmentEncryption(Tenants tenants, AttachmentFiles files, AttachmentCipher cipher, AttachmentSpace space,
			JdbcTemplate jdbc, Clock clock, PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.files = files;
		this.cipher = cipher;
		this.space = space;
		this.jdbc = jdbc;
		this.clock = clock;
		this.transactions = new Transactions(transactions);
	}

	/** In every tenant, unless a node is too old to read encrypted files. */
	@Scheduled(cron = "${nagare.schedule.encrypt-attachments}")
	@SchedulerLock(name = "encrypt-attachments")
	public void run() {
		if (!this.files.encrypts()) {
			return;
		}
		this.tenants.inTurn("Encrypting attachments", this::encryptAll);
		if (this.sealedAt.isBefore(this.clock.instant().minus(SEAL_AGAIN))) {
			sealAgain();
		}
	}

	/** Seals keys anew that another key than the present one sealed. */
	void sealAgain() {
		this.sealedAt = this.clock.instant();
		this.tenants.inTurn("Sealing the keys of attachments",
				() -> inPages(SEALED_OTHERWISE, this::seal, this.cipher.sealedNow()));
	}

	private void encryptAll() {
		Timestamp before = Timestamp.from(this.clock.instant().minus(READ_BY_THEN));
		this.transactions
			.get(() -> this.jdbc.query(FORMER,
					(row, number) -> new Replaced(
							new FilePlace(row.getObject("id", UUID.class), row.getString("former_path"), null),
							new FilePlace(row.getObject("id", UUID.class), row.getString("storage_path"),
									row.getString("file_key")),
							row.getLong("file_size")),
					before))
			.forEach(this::forget);
		inPages(PLAIN, this::encrypt);
	}

	/** The former file goes once the present one is there. */
	private void forget(Replaced file) {
		FilePlace former = file.former();
		boolean there = false;
		try {
			there = this.files.hasSize(file.present(), file.size());
		}
		catch (IOException ex) {
			LOG.warn("The encrypted attachment {} can't be read: {}", former.attachment(), ex.toString());
		}
		if (there) {
			this.files.delete(former.path());
		}
		else {
			LOG.warn("The attachment {} is read where it was before, for its encrypted file is gone",
					former.attachment());
		}
		String sql = there ? FORGET_FORMER : PUT_BACK;
		this.transactions.run(() -> this.jdbc.update(sql, former.attachment(), former.path()));
	}

	/** Until one of them says that it makes no sense to go on. */
	private void inPages(String sql, Predicate<Stored> work, Object... params) {
		UUID from = FIRST;
		List<Stored> page;
		do {
			Object[] all = Stream.concat(Stream.of(from), Stream.of(params)).toArray();
			page = this.transactions.get(() -> this.jdbc.query(sql,
					(row, number) -> new Stored(
							new FilePlace(row.getObject("id", UUID.class), row.getString("storage_path"),
									row.getString("file_key")),
							row.getObject("ticket_id", UUID.class), row.getString("sha256"), row.getLong("file_size")),
					all));
			if (!page.stream().allMatch(work)) {
				return;
			}
			from = page.isEmpty() ? from : page.get(page.size() - 1).place().attachment();
		}
		while (page.size() == PAGE);
	}

	private boolean seal(Stored stored) {
		FilePlace place = stored.place();
		UUID id = place.attachment();
		try {
			String key = this.cipher.keyFor(id, id, Objects.requireNonNull(place.key()));
			this.transactions.run(() -> this.jdbc.update(SEAL, key, id, place.key()));
		}
		catch (RuntimeException ex) {
			stays(id, ex);
		}
		return true;
	}

	private boolean encrypt(Stored stored) {
		FilePlace place = stored.place();
		UUID id = place.attachment();
		if (!this.space.hasRoomFor(stored.size())) {
			LOG.warn("The disk is too full to encrypt attachments; it goes on once there is room");
			return false;
		}
		try {
			if (this.files.exists(place)) {
				encrypt(stored,
						new FilePlace(id, Attachment.encryptedPathOf(stored.ticket(), id), this.cipher.newKey(id)));
			}
		}
		catch (RuntimeException | IOException ex) {
			stays(id, ex);
		}
		return true;
	}

	private static void stays(UUID id, Exception why) {
		LOG.warn("The attachment {} stays as it is: {}", id, why.toString());
	}

	/** A file that is not what came stays, for the audit to find. */
	private void encrypt(Stored stored, FilePlace encrypted) throws IOException {
		// as long as the row names the plain one, what an earlier run wrote is a part of
		// it
		this.files.deleteBeside(Attachment.encryptedFolderOf(stored.ticket()), encrypted.attachment());
		boolean same = false;
		try {
			same = this.files.write(encrypted, () -> this.files.open(stored.place())).equals(stored.sha256())
					&& this.files.sha256(encrypted).equals(stored.sha256());
		}
		finally {
			if (!same) {
				this.files.delete(encrypted.path());
			}
		}
		if (!same) {
			LOG.warn("The attachment {} is not what was uploaded, and stays as it is", stored.place().attachment());
		}
		else if (!replace(stored.place(), encrypted)) {
			this.files.delete(encrypted.path());
		}
	}

	private boolean replace(FilePlace old, FilePlace with) {
		return this.transactions.get(() -> this.jdbc.update(REPLACE, with.path(), with.key(),
				Timestamp.from(this.clock.instant()), old.attachment(), old.path())) == 1;
	}

	private record Replaced(FilePlace former, FilePlace present, long size) {
	}

	private record Stored(FilePlace place, UUID ticket, String sha256, long size) {
	}

}
