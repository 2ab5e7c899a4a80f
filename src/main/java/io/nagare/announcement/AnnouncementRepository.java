package io.nagare.announcement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** Announcements of the bound tenant. */
interface AnnouncementRepository extends JpaRepository<Announcement, UUID> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Announcement a where a.id = ?1")
	Optional<Announcement> lock(UUID id);

	/** The one that was made from the ticket. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Announcement a where a.ticketId = ?1 and a.automatic")
	Optional<Announcement> lockOfTicket(UUID ticketId);

	/**
	 * Those that hold, will, or ended since then, with their updates, the newest first.
	 */
	@Query("""
			select distinct a from Announcement a left join fetch a.updates
			where a.withdrawnAt is null and (a.endsAt is null or a.endsAt > ?1) order by a.createdAt desc, a.id""")
	List<Announcement> since(Instant moment);

	/** Windows of maintenance that reach into the period. */
	@Query("""
			select a from Announcement a where a.kind = 'maintenance' and a.withdrawnAt is null
			and a.startsAt < ?2 and a.endsAt > ?1 order by a.startsAt, a.id""")
	List<Announcement> maintenance(Instant from, Instant to);

	/** Those that name the item. */
	@Query(nativeQuery = true, value = """
			SELECT * FROM announcements WHERE tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()}
			   AND ci_ids @> ARRAY[cast(?1 as uuid)] ORDER BY id FOR UPDATE""")
	List<Announcement> lockNaming(UUID ci);

	/** Whether one was written by hand. */
	@Transactional(readOnly = true)
	boolean existsByAutomaticFalse();

	/** With their updates, in no particular order. */
	@Query("select distinct a from Announcement a left join fetch a.updates where a.id in ?1")
	List<Announcement> withUpdates(Collection<UUID> ids);

}
