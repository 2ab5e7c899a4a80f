package io.nagare.ticket.attachment;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AttachmentRepository extends Repository<Attachment, UUID> {

	Attachment save(Attachment attachment);

	void flush();

	Optional<Attachment> findById(UUID id);

	Optional<Attachment> findByIdAndTicketId(UUID id, UUID ticketId);

}
