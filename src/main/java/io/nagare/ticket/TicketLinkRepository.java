package io.nagare.ticket;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TicketLinkRepository extends Repository<TicketLink, UUID> {

	TicketLink save(TicketLink link);

	boolean existsBySourceIdAndTargetIdAndLinkType(UUID source, UUID target, String type);

	@Query("select l.sourceId from TicketLink l where l.targetId = ?1 and l.linkType = 'child_of'")
	List<UUID> childrenOf(UUID parent);

}
