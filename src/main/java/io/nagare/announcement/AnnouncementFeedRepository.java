package io.nagare.announcement;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

/** Feeds of the bound tenant. */
interface AnnouncementFeedRepository extends JpaRepository<AnnouncementFeed, UUID> {

	Page<AnnouncementFeed> findByUserId(UUID userId, Pageable page);

	Optional<AnnouncementFeed> findByIdAndUserId(UUID id, UUID userId);

	/** Each of them goes on record. */
	@Transactional
	void deleteByUserId(UUID userId);

	long countByUserId(UUID userId);

}
