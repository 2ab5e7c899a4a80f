package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;

interface TicketRepository extends Repository<Ticket, UUID> {

	List<Ticket> findAllByIdIn(Collection<UUID> ids);

	Ticket save(Ticket ticket);

	/**
	 * Takes the row for this transaction.
	 * @throws Refusal NOT_FOUND where the tenant has no such ticket
	 */
	default void take(UUID id) {
		if (lock(id).isEmpty()) {
			throw Refusal.notFound();
		}
	}

	@Query(nativeQuery = true, value = "SELECT id FROM tickets WHERE id = ?1 AND deleted_at IS NULL FOR UPDATE")
	Optional<UUID> lock(UUID id);

	/** The open ones that somebody has, or that somebody else has for him. */
	@Query("""
			select t.id from Ticket t where t.deletedAt is null and t.phaseWord in ('open', 'in_work', 'on_hold')
			   and (t.assigneeId = ?1 or t.assignedFor is not null)
			""")
	List<UUID> ofAbsent(UUID user);

	@Transactional(readOnly = true)
	@Query("select t.id from Ticket t where t.number = ?1")
	Optional<UUID> findIdByNumber(String number);

}
