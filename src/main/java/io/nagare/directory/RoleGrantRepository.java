package io.nagare.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** What people of the bound tenant hold beside their main role, and held. */
interface RoleGrantRepository extends JpaRepository<RoleGrant, UUID> {

	/** What the user holds, and what only nobody has written down the end of. */
	List<RoleGrant> findByUserIdAndEndedAtIsNull(UUID user);

	/** What people hold of a role of the tenant's own, by the same measure. */
	List<RoleGrant> findByOwnAndEndedAtIsNull(TenantRole own);

	/** Nobody else ends it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select g from RoleGrant g where g.id = :id")
	Optional<RoleGrant> lock(UUID id);

	/** Those whose end has come and is not written down. */
	@Query("select g.id from RoleGrant g where g.endedAt is null and g.endsAt <= :now order by g.endsAt")
	List<UUID> findExpired(Instant now);

}
