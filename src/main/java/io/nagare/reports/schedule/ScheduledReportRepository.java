package io.nagare.reports.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Reports of the bound tenant that are mailed again and again. */
interface ScheduledReportRepository extends JpaRepository<ScheduledReport, UUID> {

	@Query("select r from ScheduledReport r where r.ownerId = ?1 or array_contains(r.recipientIds, ?1)")
	Page<ScheduledReport> seenBy(UUID user, Pageable page);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select r from ScheduledReport r where r.id = ?1")
	Optional<ScheduledReport> lock(UUID id);

	@Query("select r.id from ScheduledReport r where r.active and r.nextAt <= ?1 order by r.nextAt, r.id")
	List<UUID> due(Instant now);

	@Query("select r.id from ScheduledReport r where r.active order by r.id")
	List<UUID> active();

	long countByOwnerId(UUID owner);

}
