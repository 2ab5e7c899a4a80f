package io.nagare.availability;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Outages of the bound tenant. */
interface OutageRepository extends JpaRepository<Outage, UUID> {

	List<Outage> findByTicketIdOrderByBeganAtAscIdAsc(UUID ticketId);

	Optional<Outage> findByIdAndTicketId(UUID id, UUID ticketId);

	List<Outage> findByTicketIdAndEndedAtIsNull(UUID ticketId);

	List<Outage> findByTicketIdAndEndedByResolutionTrue(UUID ticketId);

	int countByTicketId(UUID ticketId);

	/** Those that last into the period, in no order. */
	@Query("select o from Outage o where o.beganAt < ?2 and (o.endedAt is null or o.endedAt > ?1)")
	List<Outage> within(Instant from, Instant to);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select o from Outage o where o.ciId = ?1 order by o.id")
	List<Outage> lockOf(UUID service);

	/** The services of which an outage was ever written down. */
	@Query("select distinct o.ciId from Outage o")
	Set<UUID> services();

}
