package io.nagare.workplace;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Saved views of the bound tenant. */
interface SavedViewRepository extends JpaRepository<SavedView, UUID> {

	@Query("select v from SavedView v where v.ownerId = ?1 or v.teamId in ?2")
	Page<SavedView> readBy(UUID user, Collection<UUID> teams, Pageable page);

	@Query("""
			select v from SavedView v where v.kind in ?1 and (v.ownerId = ?2 or v.teamId in ?3)
			order by v.name, v.id limit ?4
			""")
	List<SavedView> ofKinds(Collection<String> kinds, UUID user, Collection<UUID> teams, int most);

	long countByOwnerId(UUID user);

}
