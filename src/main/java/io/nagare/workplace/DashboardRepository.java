package io.nagare.workplace;

import java.util.Collection;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Dashboards of the bound tenant. */
interface DashboardRepository extends JpaRepository<Dashboard, UUID> {

	@Query("""
			select d from Dashboard d where d.scope = 'tenant' or (d.scope = 'own' and d.ownerId = ?1)
			or (d.scope = 'team' and d.teamId in ?2)
			""")
	Page<Dashboard> usedBy(UUID user, Collection<UUID> teams, Pageable page);

	long countByOwnerId(UUID user);

}
