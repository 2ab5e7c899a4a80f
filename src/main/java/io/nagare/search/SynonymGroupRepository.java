package io.nagare.search;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** What the bound tenant says of words that mean the same. */
interface SynonymGroupRepository extends JpaRepository<SynonymGroup, UUID> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select g from SynonymGroup g where g.id = ?1")
	Optional<SynonymGroup> lock(UUID id);

	/** What stands in the place of the shipped group. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select g from SynonymGroup g where g.shippedKey = ?1")
	Optional<SynonymGroup> lockShipped(String shippedKey);

}
