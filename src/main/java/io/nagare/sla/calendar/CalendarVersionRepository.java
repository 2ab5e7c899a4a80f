package io.nagare.sla.calendar;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The states that the bound tenant's calendars ever had. */
interface CalendarVersionRepository extends JpaRepository<CalendarVersion, CalendarVersion.Key> {

	/** That state of the calendar of that key. */
	@Query("""
			select v from CalendarVersion v join StoredCalendar c on c.id = v.key.calendarId
			where c.code = :code and v.key.version = :version""")
	Optional<CalendarVersion> of(String code, long version);

}
