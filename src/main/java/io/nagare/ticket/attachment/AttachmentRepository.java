package io.nagare.ticket.attachment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AttachmentRepository extends Repository<Attachment, UUID> {

	Attachment save(Attachment attachment);

	void flush();

	/**
	 * Removes the row.
	 * @return where the file lies now, and where it lay until now
	 */
	@Query(nativeQuery = true,
			value = """
					WITH removed AS (DELETE FROM ticket_attachments WHERE id = :id RETURNING storage_path, former_path)
					SELECT each.path FROM removed, LATERAL (VALUES (storage_path), (former_path)) AS each (path) WHERE each.path IS NOT NULL
					""")
	List<String> remove(UUID id);

	/** Whoever reads the ticket sees all of its files from now on. */
	@Modifying(flushAutomatically = true, clearAutomatically = false)
	@Query(nativeQuery = true,
			value = "UPDATE ticket_attachments SET is_public = true WHERE ticket_id = :ticket AND NOT is_public")
	void release(UUID ticket);

	/** What a ticket's files take, in bytes; each at least so many. */
	@Query(nativeQuery = true,
			value = "SELECT coalesce(sum(greatest(file_size, :least)), 0) FROM ticket_attachments WHERE ticket_id = :ticket")
	long weightOf(UUID ticket, long least);

	/**
	 * What somebody's files since then take, in bytes; each at least so many, and once,
	 * on however many tickets it is.
	 */
	@Query(nativeQuery = true, value = """
			SELECT coalesce(sum(greatest(file_size, :least)), 0)
			  FROM (SELECT DISTINCT sha256, file_name, file_size, uploaded_at FROM ticket_attachments
			         WHERE uploaded_by = :person AND uploaded_at > :since) AS sent""")
	long weightSince(UUID person, Instant since, long least);

	List<Attachment> findByTicketIdOrderByUploadedAt(UUID ticketId);

	boolean existsByTicketIdAndSha256(UUID ticketId, String sha256);

	Optional<Attachment> findById(UUID id);

	Optional<Attachment> findByIdAndTicketId(UUID id, UUID ticketId);

}
