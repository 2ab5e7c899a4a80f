package io.nagare.ticket.link;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface TicketLinkRepository extends Repository<TicketLink, UUID> {

	TicketLink save(TicketLink link);

	Optional<TicketLink> findById(UUID id);

	boolean existsBySourceIdAndTargetIdAndLinkType(UUID source, UUID target, String type);

	@Query("""
			select case when l.sourceId = ?1 then l.targetId else l.sourceId end
			  from TicketLink l where l.sourceId = ?1 or l.targetId = ?1
			""")
	List<UUID> linkedWith(UUID ticket);

	@Query("select l.targetId from TicketLink l where l.sourceId = ?1 and l.linkType = 'child_of'")
	List<UUID> parentsOf(UUID child);

	@Query("select l.sourceId from TicketLink l where l.targetId = ?1 and l.linkType = 'child_of'")
	List<UUID> childrenOf(UUID parent);

}
