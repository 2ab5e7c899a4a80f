package io.nagare.problem;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

public interface ProblemRepository extends Repository<Problem, UUID> {

	/**
	 * Incidents of the last 30 days whose problem is not known, without those that few
	 * may read.
	 */
	String UNEXPLAINED = """
			i.kind = 'incident' AND i.created_at > now() - interval '30 days'
			   AND i.phase <> 'cancelled' AND i.confidentiality = 'internal'
			   AND NOT EXISTS (SELECT FROM ticket_links_view l JOIN tickets_view k ON k.id = l.target_id
			                    WHERE l.source_id = i.id AND l.link_type = 'caused_by' AND k.kind = 'problem')
			""";

	/**
	 * Of these those on a category or item, reported after the last problem ended that
	 * was opened for it.
	 */
	String SIMILAR = UNEXPLAINED
			+ """
					AND i.tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()}
					AND (i.category_id = ?1 OR i.ci_ids @> ARRAY[cast(?1 as uuid)])
					AND i.created_at > coalesce((SELECT p.closed_at FROM problem_trends r JOIN tickets_view p ON p.id = r.problem_id
					                              WHERE r.tenant_id = i.tenant_id AND r.subject_id = ?1), '-infinity')
					""";

	/** Of these again those that belong to the open problem of no other trend. */
	String UNCLAIMED = SIMILAR + """
			AND NOT EXISTS (SELECT FROM problem_trends r JOIN tickets_view p ON p.id = r.problem_id
			                 WHERE r.tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()} AND p.closed_at IS NULL
			                   AND (r.subject_id = i.category_id OR r.subject_id = ANY (i.ci_ids)))
			""";

	/**
	 * Incidents reported after a problem was closed that are linked to it, or of its
	 * category and on one of its items.
	 */
	String BACK = """
			i.tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()} AND i.kind = 'incident'
			AND i.phase <> 'cancelled' AND p.id = ?1 AND i.created_at > p.closed_at
			AND (EXISTS (SELECT FROM ticket_links_view l
			              WHERE l.source_id = i.id AND l.target_id = p.id AND l.link_type = 'caused_by')
			     OR i.category_id = p.category_id AND i.ci_ids && p.ci_ids)
			""";

	@Query("select p from Problem p where p.id in ?1 and p.deletedAt is null")
	List<Problem> findAllByIdIn(Collection<UUID> ids);

	@Query("select p from Problem p where p.awaitedChangeId = ?1 and p.deletedAt is null")
	List<Problem> findAllByAwaitedChangeId(UUID change);

	/** The incidents that the problem caused, as far as they are linked. */
	@Query(nativeQuery = true, value = """
			SELECT i.id FROM ticket_links_view l JOIN tickets_view i ON i.id = l.source_id
			 WHERE l.target_id = ?1 AND l.link_type = 'caused_by' AND i.kind = 'incident'
			 ORDER BY i.number""")
	List<UUID> incidentsOf(UUID problem);

	/** The problems, not cancelled, that are known to have caused the incident. */
	@Query(nativeQuery = true, value = """
			SELECT p.id FROM ticket_links_view l JOIN tickets_view p ON p.id = l.target_id
			 WHERE l.source_id = ?1 AND l.link_type = 'caused_by' AND p.kind = 'problem' AND p.phase <> 'cancelled'
			 ORDER BY p.number""")
	List<UUID> behind(UUID incident);

	/** The problem, not cancelled itself, that stands for the cancelled one. */
	@Query(nativeQuery = true,
			value = """
					SELECT o.id FROM tickets_view p JOIN ticket_links_view l ON l.source_id = p.id JOIN tickets_view o ON o.id = l.target_id
					 WHERE p.id = ?1 AND p.phase = 'cancelled' AND l.link_type = 'duplicate_of' AND o.kind = 'problem'
					   AND o.phase <> 'cancelled'
					 ORDER BY l.created_at DESC LIMIT 1""")
	Optional<UUID> originalOf(UUID problem);

	/**
	 * Incidents that say that the closed problem is back, and behind which no other is
	 * known; at most 100.
	 */
	@Query(nativeQuery = true, value = "SELECT i.id FROM tickets_view i, tickets_view p WHERE " + BACK
			+ """
					AND NOT EXISTS (SELECT FROM ticket_links_view l JOIN tickets_view k ON k.id = l.target_id
					                 WHERE l.source_id = i.id AND l.link_type = 'caused_by' AND k.kind = 'problem' AND k.id <> ?1)
					ORDER BY i.number LIMIT 100""")
	List<UUID> incidentsOfRecurrence(UUID closed);

	/**
	 * Other problems, not cancelled, behind incidents that say that the closed problem is
	 * back.
	 */
	@Query(nativeQuery = true,
			value = """
					SELECT DISTINCT k.id FROM tickets_view p, tickets_view i, ticket_links_view o JOIN tickets_view k ON k.id = o.target_id
					 WHERE o.source_id = i.id AND o.link_type = 'caused_by' AND k.kind = 'problem' AND k.id <> ?1
					   AND k.phase <> 'cancelled' AND
					"""
					+ BACK)
	List<UUID> problemsOfRecurrence(UUID closed);

	/** Whether the problem is known to follow the former one. */
	@Query(nativeQuery = true, value = """
			SELECT EXISTS (SELECT FROM ticket_links_view
			                WHERE source_id = ?1 AND target_id = ?2 AND link_type = 'follows')""")
	boolean follows(UUID problem, UUID former);

	/**
	 * The open problem of the trend: the one that stands for it, or else the first of
	 * those that were opened for another trend and concern its category or item too.
	 */
	@Query(nativeQuery = true, value = """
			SELECT p.id FROM problem_trends r JOIN tickets_view p ON p.id = r.problem_id
			 WHERE r.tenant_id = :#{T(io.nagare.shared.Tenancy).require().id()} AND p.closed_at IS NULL
			   AND (r.subject_id = ?1 OR p.category_id = ?1 OR p.ci_ids @> ARRAY[cast(?1 as uuid)])
			 ORDER BY r.subject_id <> ?1, p.number LIMIT 1""")
	Optional<UUID> openForTrend(UUID subject);

	@Modifying
	@Query(nativeQuery = true, value = """
			INSERT INTO problem_trends (subject_id, problem_id) VALUES (?1, ?2)
			    ON CONFLICT (tenant_id, subject_id) DO UPDATE SET problem_id = excluded.problem_id""")
	void standsForTrend(UUID subject, UUID problem);

	/** How many incidents there are that may show a trend on the category or item. */
	@Query(nativeQuery = true, value = "SELECT count(*) FROM tickets_view i WHERE " + UNCLAIMED)
	int countUnclaimed(UUID subject);

	/** The latest of them, the latest first. */
	@Query(nativeQuery = true,
			value = "SELECT i.id FROM tickets_view i WHERE " + UNCLAIMED + " ORDER BY i.created_at DESC LIMIT ?2")
	List<UUID> latestUnclaimed(UUID subject, int most);

	/**
	 * The latest incidents on the category or item without a problem, the latest first.
	 */
	@Query(nativeQuery = true,
			value = "SELECT i.id FROM tickets_view i WHERE " + SIMILAR + " ORDER BY i.created_at DESC LIMIT ?2")
	List<UUID> latestSimilar(UUID subject, int most);

	@Transactional(readOnly = true)
	boolean existsByTitle(String title);

}
