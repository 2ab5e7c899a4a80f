package io.nagare.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface IncidentRepository extends Repository<Incident, UUID> {

	@Query(nativeQuery = true, value = """
			SELECT count(*) FROM tickets_view WHERE tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()}
			 AND kind = 'incident' AND ci_ids @> ARRAY[cast(?1 as uuid)] AND created_at >= ?2""")
	int countOnCi(UUID ci, Instant since);

	/** The incidents that are held for the ticket. */
	@Query(nativeQuery = true, value = """
			SELECT i.id FROM incidents i JOIN tickets_view t ON t.id = i.id
			 WHERE i.tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()}
			   AND i.awaited_ids <> '{}' AND ?1 = ANY (i.awaited_ids) ORDER BY i.id""")
	List<UUID> heldFor(UUID ticket);

	long count();

}
