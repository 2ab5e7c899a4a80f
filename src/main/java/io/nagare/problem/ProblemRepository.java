package io.nagare.problem;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface ProblemRepository extends Repository<Problem, UUID> {

	Optional<Problem> findById(UUID id);

	List<Problem> findAllByIdIn(Collection<UUID> ids);

	List<Problem> findAllByAwaitedChangeId(UUID change);

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

	@Modifying
	@Query(nativeQuery = true, value = "INSERT INTO problem_trends (subject_id) VALUES (?1) ON CONFLICT DO NOTHING")
	void rememberTrend(UUID subject);

	/**
	 * Takes the trend for this transaction, and says whether its problem is still open.
	 * @return 1 for an open one, otherwise 0
	 */
	@Query(nativeQuery = true, value = """
			SELECT (SELECT count(*) FROM tickets p
			         WHERE p.id = r.problem_id AND p.phase NOT IN ('closed', 'cancelled'))
			  FROM problem_trends r WHERE r.subject_id = ?1 FOR UPDATE OF r""")
	int takeTrend(UUID subject);

	@Modifying
	@Query(nativeQuery = true, value = "UPDATE problem_trends SET problem_id = ?2 WHERE subject_id = ?1")
	void openedForTrend(UUID subject, UUID problem);

	/**
	 * Incidents of the last 30 days on a category or item, the latest last, without those
	 * whose problem is known and those that few may read.
	 */
	@Query(nativeQuery = true, value = """
			SELECT i.id FROM tickets i
			 WHERE i.kind = 'incident' AND (i.category_id = ?1 OR i.ci_ids @> ARRAY[cast(?1 as uuid)])
			   AND i.created_at > now() - interval '30 days' AND i.phase <> 'cancelled'
			   AND i.confidentiality = 'internal' AND i.deleted_at IS NULL
			   AND NOT EXISTS (SELECT 1 FROM ticket_links l JOIN tickets p ON p.id = l.target_id
			                    WHERE l.source_id = i.id AND l.link_type = 'caused_by' AND p.kind = 'problem')
			 ORDER BY i.created_at LIMIT 100""")
	List<UUID> similarIncidents(UUID subject);

	@Transactional(readOnly = true)
	boolean existsByTitle(String title);

}
