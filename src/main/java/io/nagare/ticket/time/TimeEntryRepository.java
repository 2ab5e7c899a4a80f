package io.nagare.ticket.time;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TimeEntryRepository extends Repository<TimeEntry, UUID> {

	TimeEntry saveAndFlush(TimeEntry entry);

	void delete(TimeEntry entry);

	Optional<TimeEntry> findByIdAndTicketId(UUID id, UUID ticketId);

	int countByTicketId(UUID ticketId);

	@Query("select coalesce(sum(e.minutes), 0) from TimeEntry e where e.ticketId = ?1")
	long minutesOf(UUID ticketId);

}
