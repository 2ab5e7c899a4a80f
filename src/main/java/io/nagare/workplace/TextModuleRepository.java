package io.nagare.workplace;

import java.util.Collection;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Text modules of the bound tenant. */
interface TextModuleRepository extends JpaRepository<TextModule, UUID> {

	@Query("""
			select m from TextModule m where m.scope = 'tenant' or (m.scope = 'own' and m.ownerId = ?1)
			or (m.scope = 'team' and m.teamId in ?2)
			""")
	Page<TextModule> usedBy(UUID user, Collection<UUID> teams, Pageable page);

}
