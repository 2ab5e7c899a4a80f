package io.nagare.ticket.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.attachment.AttachmentFiles.FilePlace;

/**
 * What the attachments of the bound tenant say, for searches. A row waits for each of
 * them from its upload on; whoever reads files takes one after the other. Each step is a
 * transaction of its own: none is open while a file is read.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class AttachmentTexts {

	/** A file with which a node has ended so often is not tried again. */
	private static final int MOST_ATTEMPTS = 2;

	/** Longer than that nobody reads one. */
	private static final String LEFT = "(tried_at IS NULL OR tried_at < now() - interval '5 minutes')";

	private final JdbcClient jdbc;

	private final AttachmentFiles files;

	AttachmentTexts(JdbcClient jdbc, AttachmentFiles files) {
		this.jdbc = jdbc;
		this.files = files;
	}

	/**
	 * The next one that nobody reads, whichever node asks first; empty where none waits.
	 */
	public Optional<Waiting> take() {
		this.jdbc
			.sql("UPDATE ticket_attachment_texts SET state = 'not_searchable', reason = 'too_large'"
					+ " WHERE state = 'waiting' AND attempts >= :most AND " + LEFT)
			.param("most", MOST_ATTEMPTS)
			.update();
		return this.jdbc.sql("""
				UPDATE ticket_attachment_texts x SET attempts = x.attempts + 1, tried_at = now()
				  FROM ticket_attachments f
				 WHERE f.id = x.attachment_id AND x.attachment_id = (SELECT attachment_id FROM ticket_attachment_texts
				        WHERE state = 'waiting' AND %s LIMIT 1 FOR UPDATE SKIP LOCKED)
				RETURNING f.id, f.file_name, f.content_type, f.storage_path, f.file_key
				""".formatted(LEFT)).query((row, number) -> waiting(row)).optional();
	}

	private Waiting waiting(ResultSet row) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		FilePlace place = new FilePlace(id, row.getString("storage_path"), row.getString("file_key"));
		return new Waiting(id, row.getString("file_name"), row.getString("content_type"), () -> this.files.open(place));
	}

	/** The tenants of which one waits; to be asked across all tenants. */
	@Transactional(readOnly = true)
	public Set<UUID> tenants() {
		return this.jdbc
			.sql("SELECT DISTINCT tenant_id FROM ticket_attachment_texts WHERE state = 'waiting' AND " + LEFT)
			.query(UUID.class)
			.set();
	}

	/** That is what it says, so that searches find it. */
	public void says(UUID attachment, String text) {
		this.jdbc
			.sql("UPDATE ticket_attachment_texts SET state = 'searchable', reason = NULL, content = :text"
					+ " WHERE attachment_id = :id")
			.param("text", text)
			.param("id", attachment)
			.update();
	}

	/**
	 * Searches do not find it by what it says.
	 * @param reason {@code format}, {@code encrypted}, {@code too_large},
	 * {@code too_slow} or {@code broken}
	 */
	public void saysNothing(UUID attachment, String reason) {
		this.jdbc
			.sql("UPDATE ticket_attachment_texts SET state = 'not_searchable', reason = :reason"
					+ " WHERE attachment_id = :id")
			.param("reason", reason)
			.param("id", attachment)
			.update();
	}

	/**
	 * An attachment that is to be read.
	 *
	 * @param contentType read from its bytes when it was uploaded
	 * @param content at most as large as {@link Attachments#MAX_SIZE}
	 */
	public record Waiting(UUID id, String fileName, String contentType, InputStreamSource content) {
	}

}
