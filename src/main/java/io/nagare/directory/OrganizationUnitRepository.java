package io.nagare.directory;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Sites and departments of the bound tenant: small trees that are read as a whole. */
interface OrganizationUnitRepository extends JpaRepository<OrganizationUnit, UUID> {

	List<OrganizationUnit> findByKind(String kind);

	/** Locks a tree, so that two moves at once cannot close a circle between them. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select u from OrganizationUnit u where u.kind = ?1 order by u.id")
	List<OrganizationUnit> lockAll(String kind);

}
