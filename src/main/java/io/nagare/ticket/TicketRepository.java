package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface TicketRepository extends Repository<Ticket, UUID> {

	@Query("select t from Ticket t where t.id in ?1 and t.deletedAt is null")
	List<Ticket> findAllByIdIn(Collection<UUID> ids);

	Ticket save(Ticket ticket);

	/** The open ones that somebody has, or that somebody else has for him. */
	@Query("""
			select t.id from Ticket t where t.deletedAt is null and t.phaseWord in ('open', 'in_work', 'on_hold')
			   and (t.assigneeId = ?1 or t.assignedFor is not null)
			""")
	List<UUID> ofAbsent(UUID user);

	@Query("select t.number from Ticket t where t.id = ?1")
	Optional<String> findNumberById(UUID id);

	@Transactional(readOnly = true)
	@Query("select t.id from Ticket t where t.number = ?1 and t.deletedAt is null")
	Optional<UUID> findIdByNumber(String number);

}
