package io.nagare.rules;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** For the platform. */
interface RuleSetVersionRepository extends JpaRepository<RuleSetVersion, UUID> {

	Page<RuleSetVersion> findByName(String name, Pageable page);

	/**
	 * All that are undecided, in one order, so that two who decide wait in a line.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select v from RuleSetVersion v where v.name = :name and v.decidedAt is null order by v.id")
	List<RuleSetVersion> lockOpen(String name);

	@Query("select coalesce(max(v.number), 0) from RuleSetVersion v where v.name = :name")
	int latest(String name);

	@Query("select v from RuleSetVersion v where v.name = :name and v.number = :number")
	RuleSetVersion approved(String name, int number);

}
