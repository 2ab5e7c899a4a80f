package io.nagare.change.calendar;

import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

/** Feeds of the bound tenant. */
interface CalendarFeedRepository extends JpaRepository<CalendarFeed, UUID> {

	Page<CalendarFeed> findByUserId(UUID userId, Pageable page);

	/** Each of them goes on record. */
	@Transactional
	void deleteByUserId(UUID userId);

	long countByUserId(UUID userId);

}
