package io.nagare.ticket.attachment;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AttachmentRepository extends Repository<Attachment, UUID> {

	Attachment save(Attachment attachment);

	void flush();

	/** Whoever reads the ticket sees all of its files from now on. */
	@Modifying(flushAutomatically = true, clearAutomatically = false)
	@Query(nativeQuery = true,
			value = "UPDATE ticket_attachments SET is_public = true WHERE ticket_id = :ticket AND NOT is_public")
	void release(UUID ticket);

	Optional<Attachment> findById(UUID id);

	Optional<Attachment> findByIdAndTicketId(UUID id, UUID ticketId);

}
