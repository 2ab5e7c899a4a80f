package io.nagare.workforce;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AbsenceRepository extends Repository<Absence, UUID> {

	Absence saveAndFlush(Absence absence);

	Optional<Absence> findById(UUID id);

	@Query("select a from Absence a where a.state = ?1 order by a.startsAt")
	List<Absence> in(String state);

	List<Absence> findByUserId(UUID userId);

	@Query("select a from Absence a where a.userId = ?1 or a.substituteId = ?1")
	Page<Absence> of(UUID user, Pageable page);

	/** Of one person; of others, only those in which the one who asks stands in. */
	@Query("""
			select a from Absence a where a.userId = :user
			and (:all = true or a.userId = :by or a.substituteId = :by)""")
	Page<Absence> of(UUID user, boolean all, UUID by, Pageable page);

	@Query("select a from Absence a")
	Page<Absence> all(Pageable page);

	/** Two absences of one person are entered one after the other. */
	@Query(nativeQuery = true, value = "SELECT id FROM users_view WHERE id = ?1 FOR UPDATE")
	Optional<UUID> lockUser(UUID id);

	/** One of two who end it waits for the other. */
	@Query(nativeQuery = true, value = "SELECT id FROM absences WHERE id = ?1 FOR UPDATE")
	Optional<UUID> lock(UUID id);

}
