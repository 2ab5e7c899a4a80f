package io.nagare.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

public interface TicketRepository extends Repository<Ticket, UUID> {

	@Query("select t from Ticket t where t.id in ?1 and t.deletedAt is null")
	List<Ticket> findAllByIdIn(Collection<UUID> ids);

	@Query("select t from Ticket t where t.id in ?1")
	List<Ticket> findAllEvenDeleted(Collection<UUID> ids);

	Ticket save(Ticket ticket);

	/** The open ones that somebody has, or that others have for one of the owners. */
	@Query("""
			select t.id from Ticket t where t.deletedAt is null and t.phaseWord in ('open', 'in_work', 'on_hold')
			   and (t.assigneeId = ?1 or t.assignedFor in ?2)
			""")
	List<UUID> ofAbsent(UUID user, Collection<UUID> owners);

	/** How many go on yet. */
	@Query("select count(t) from Ticket t where t.deletedAt is null and t.phaseWord not in ('closed', 'cancelled')")
	int countRunning();

	/** How many of a kind go on yet. */
	@Query("""
			select count(t) from Ticket t where t.deletedAt is null and t.phaseWord not in ('closed', 'cancelled')
			   and t.kind = ?1
			""")
	int countRunning(String kind);

	/** How many are woken for a threshold of a clock yet. */
	@Query("select count(t) from Ticket t where t.deletedAt is null and t.alarmAt is not null")
	int countWoken();

	/** How many rows were made, which is none where it was told before. */
	@Modifying
	@Query(nativeQuery = true, value = """
			INSERT INTO ticket_told_once (tenant_id, ticket_id, what) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING""")
	int tellOnce(UUID tenant, UUID ticket, String what);

	@Query(nativeQuery = true,
			value = "SELECT EXISTS (SELECT FROM ticket_told_once WHERE ticket_id = ?1 AND what = ?2)")
	boolean wasTold(UUID ticket, String what);

	@Query("select t.number from Ticket t where t.id = ?1")
	Optional<String> findNumberById(UUID id);

	@Transactional(readOnly = true)
	@Query("select t.id from Ticket t where t.number = ?1 and t.deletedAt is null")
	Optional<UUID> findIdByNumber(String number);

}
