package io.nagare.change.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Freezes of the bound tenant. */
interface FreezeRepository extends JpaRepository<Freeze, UUID> {

	/** Those that could overlap a window: all that repeat, and once ones that do. */
	@Query("select f from Freeze f where f.startsAt < ?2 and (f.endsAt > ?1 or f.rrule is not null) order by f.startsAt, f.id")
	List<Freeze> candidates(Instant from, Instant to);

	/** Those that hold for the item. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select f from Freeze f where f.ciId = ?1 order by f.id")
	List<Freeze> lockOf(UUID ci);

}
