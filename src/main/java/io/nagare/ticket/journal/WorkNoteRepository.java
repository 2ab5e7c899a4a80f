package io.nagare.ticket.journal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface WorkNoteRepository extends Repository<WorkNote, UUID> {

	WorkNote save(WorkNote note);

	Optional<WorkNote> findById(UUID id);

	List<WorkNote> findByTicketIdOrderByCreatedAt(UUID ticketId);

	/**
	 * What reading them costs: each note has an author, a time and a kind beside its
	 * text.
	 */
	@Query(nativeQuery = true,
			value = "SELECT coalesce(sum(octet_length(content) + 300), 0) FROM ticket_work_notes WHERE ticket_id = ?1")
	long bytesOf(UUID ticketId);

	@Query("""
			select n.createdBy from WorkNote n where n.ticketId = ?1 and n.publicNote
			order by n.createdAt desc limit 1""")
	Optional<UUID> lastPublicAuthor(UUID ticketId);

}
