package io.nagare.sla.calendar;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Calendars of the bound tenant. */
interface CalendarRepository extends JpaRepository<StoredCalendar, UUID> {

	Optional<StoredCalendar> findByCode(String code);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select c from StoredCalendar c where c.code = :code")
	Optional<StoredCalendar> lockByCode(String code);

	/** Which state of the calendar is stored, without reading all of it. */
	@Query("select c.version from StoredCalendar c where c.code = :code")
	Optional<Integer> version(String code);

}
