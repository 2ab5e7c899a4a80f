package io.nagare.ticket.journal;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface WorkNoteRepository extends Repository<WorkNote, UUID> {

	WorkNote save(WorkNote note);

	Optional<WorkNote> findById(UUID id);

	@Query("""
			select n.createdBy from WorkNote n where n.ticketId = ?1 and n.publicNote
			order by n.createdAt desc limit 1""")
	Optional<UUID> lastPublicAuthor(UUID ticketId);

}
