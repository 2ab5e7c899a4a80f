package io.nagare.recurrence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Recurring work of the bound tenant. */
interface RecurringWorkRepository extends JpaRepository<RecurringWork, UUID> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select w from RecurringWork w where w.id = ?1")
	Optional<RecurringWork> lock(UUID id);

	@Query("select w.id from RecurringWork w where w.active and w.nextAt <= ?1 order by w.nextAt, w.id")
	List<UUID> due(Instant now);

	@Query("select w.id from RecurringWork w where w.active order by w.id")
	List<UUID> active();

}
