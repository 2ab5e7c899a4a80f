package io.nagare.workplace;

import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Templates of the bound tenant. */
interface TicketTemplateRepository extends JpaRepository<TicketTemplate, UUID> {

	@Query("""
			select t from TicketTemplate t where (?3 is null or t.kind = ?3)
			and (t.scope = 'tenant' or (t.scope = 'own' and t.ownerId = ?1) or (t.scope = 'team' and t.teamId in ?2))
			""")
	Page<TicketTemplate> usedBy(UUID user, Collection<UUID> teams, @Nullable String kind, Pageable page);

	long countByOwnerId(UUID user);

}
