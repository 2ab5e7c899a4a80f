package io.nagare.ticket.journal;

import java.util.UUID;
import org.springframework.data.repository.Repository;

interface JournalRepository extends Repository<JournalEntry, UUID> {

	JournalEntry save(JournalEntry entry);

}
