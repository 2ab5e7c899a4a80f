package io.nagare.problem;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProblemRepository extends Repository<Problem, UUID> {

	Optional<Problem> findById(UUID id);

	List<Problem> findAllByIdIn(Collection<UUID> ids);

	Problem save(Problem problem);

	@Query(nativeQuery = true, value = "SELECT 'PRB' || lpad(nextval('problem_number_seq')::text, 7, '0')")
	String nextNumber();

	/** The incidents that the problem caused, as far as they are linked. */
	@Query(nativeQuery = true, value = """
			SELECT i.id FROM ticket_links l JOIN tickets i ON i.id = l.source_id
			 WHERE l.target_id = ?1 AND l.link_type = 'caused_by' AND i.kind = 'incident' AND i.deleted_at IS NULL
			 ORDER BY i.number""")
	List<UUID> incidentsOf(UUID problem);

	/** How many problems are known to have caused the incident. */
	@Query(nativeQuery = true, value = """
			SELECT count(*) FROM ticket_links l JOIN tickets p ON p.id = l.target_id
			 WHERE l.source_id = ?1 AND l.link_type = 'caused_by' AND p.kind = 'problem'""")
	int countBehind(UUID incident);

	/**
	 * Incidents reported after the problem was closed that are linked to it, or of its
	 * category and on one of its items.
	 */
	@Query(nativeQuery = true,
			value = """
					SELECT i.id FROM tickets i JOIN tickets p ON p.id = ?1 AND p.tenant_id = i.tenant_id
					 WHERE i.kind = 'incident' AND i.created_at > p.closed_at AND i.deleted_at IS NULL AND i.phase <> 'cancelled'
					   AND (EXISTS (SELECT 1 FROM ticket_links l WHERE l.source_id = i.id AND l.target_id = p.id
					                   AND l.link_type = 'caused_by')
					        OR i.category_id = p.category_id AND i.ci_ids && p.ci_ids)
					 ORDER BY i.number LIMIT 100""")
	List<UUID> incidentsSinceClosure(UUID problem);

	long count();

}
