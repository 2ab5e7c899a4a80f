package io.nagare.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** What is known of single dates of the bound tenant's recurring work. */
interface RecurringDateRepository extends JpaRepository<RecurringDate, UUID> {

	List<RecurringDate> findByWorkIdAndRuleDayGreaterThanEqual(UUID work, LocalDate from);

	/** Those of which something became: all but the changed ones that are to come. */
	@Query("select d from RecurringDate d where d.workId = ?1 and (d.state not in ('moved', 'skipped') or d.dueAt <= ?2)")
	Page<RecurringDate> over(UUID work, Instant now, Pageable page);

}
