package io.nagare.task;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TaskRepository extends Repository<TicketTask, UUID> {

	/** Those of a ticket that have not ended, the first first. */
	@Query("""
			select t from TicketTask t
			 where t.parentId = ?1 and t.phaseWord not in ('closed', 'cancelled') and t.deletedAt is null order by t.number
			""")
	List<TicketTask> openOf(UUID parent);

	/** How many tasks a ticket has been given. */
	/** All that a ticket was ever given. */
	@Query("select t.id from TicketTask t where t.parentId = ?1")
	List<UUID> idsOf(UUID parent);

	long countByParentId(UUID parent);

}
