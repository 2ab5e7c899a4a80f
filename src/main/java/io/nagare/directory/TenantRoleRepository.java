package io.nagare.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Roles that the bound tenant has made itself. */
interface TenantRoleRepository extends JpaRepository<TenantRole, UUID> {

	List<TenantRole> findAllByOrderByKey();

	Optional<TenantRole> findByKey(String key);

	/** Nobody grants, changes or removes it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select r from TenantRole r where r.key = :key")
	Optional<TenantRole> lock(String key);

	/** How many hold each of them at that moment; one that nobody holds is absent. */
	@Query("""
			select new io.nagare.directory.TenantRoleRepository$Held(g.own.id, count(g)) from RoleGrant g
			where g.own is not null and g.endedAt is null and (g.endsAt is null or g.endsAt > :now) group by g.own.id""")
	List<Held> held(Instant now);

	/** How many people hold a role. */
	record Held(UUID role, long people) {
	}

}
