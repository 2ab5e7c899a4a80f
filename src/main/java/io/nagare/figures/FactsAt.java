package io.nagare.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The facts of the tickets that were open at a moment, as they stood then: what the
 * journal tells of later changes is undone. What a status meant then is what models in
 * force say of it; one that none has any more counts as open until the ticket was
 * resolved or ended.
 */
final class FactsAt {

	/** What the facts of now are called in it. */
	static final String NOW = "x";

	private static final String SOURCE = """
			(SELECT s.*, CASE WHEN s.status IS NULL THEN 'open' WHEN s.status = s.status_now THEN s.phase_now
			             ELSE coalesce((:phases::text[])[array_position(:statuses::text[], s.status)], 'open') END AS phase
			   FROM (SELECT x.id, x.tenant_id, x.kind, x.created_at, x.model, x.change_type, x.outcome, x.stays,
			                x.status AS status_now, x.phase AS phase_now,
			                -- the journal of one that is removed is gone
			                CASE WHEN NOT x.stays THEN %s END AS status,
			                %s AS priority, (%s)::uuid AS team_id, (%s)::uuid AS category_id, (%s)::uuid AS site_id,
			                (%s)::uuid AS department_id,
			                CASE WHEN jsonb_exists(w.was, 'ci_ids')
			                     THEN string_to_array(btrim(coalesce(w.was ->> 'ci_ids', ''), '[]'), ', ')::uuid[] ELSE x.ci_ids END AS ci_ids
			           FROM ticket_facts x
			           LEFT JOIN LATERAL (
			             SELECT jsonb_object_agg(l.field_name, l.old_value) AS was
			               FROM (SELECT DISTINCT ON (h.field_name) h.field_name, h.old_value
			                       FROM ticket_histories_view h
			                      WHERE h.ticket_id = x.id AND h.changed_at > :at AND h.field_name = ANY (:fields)
			                      -- of several changes in one moment the first is that which no other led to
			                      ORDER BY h.field_name, h.changed_at,
			                               EXISTS (SELECT FROM ticket_histories_view o
			                                        WHERE o.ticket_id = h.ticket_id AND o.field_name = h.field_name
			                                          AND o.changed_at = h.changed_at AND o.id <> h.id
			                                          AND o.new_value IS NOT DISTINCT FROM h.old_value)) l) w ON TRUE
			          WHERE x.tenant_id = :tenant AND x.kind = :kind AND x.created_at <= :at
			            AND (x.resolved_at > :at OR x.resolved_at IS NULL AND (x.closed_at IS NULL OR x.closed_at > :at))
			            AND %s) s)""";

	private static final List<String> FIELDS = List.of("status", "priority", "team_id", "category_id", "site_id",
			"department_id", "ci_ids");

	private FactsAt() {
	}

	/**
	 * What stands for {@code ticket_facts} in a statement that tells of {@code :at}.
	 * @param readable which of the tickets, as they are now, over {@link #NOW}
	 * @param phases what each status means
	 * @param params gets what it names, but for the tenant, the kind and the moment
	 */
	static String sql(String readable, Map<String, String> phases, Map<String, Object> params) {
		List<String> statuses = new ArrayList<>(phases.keySet());
		params.put("statuses", statuses.toArray(String[]::new));
		params.put("phases", statuses.stream().map(phases::get).toArray(String[]::new));
		params.put("fields", FIELDS.toArray(String[]::new));
		return SOURCE.formatted(then("status"), then("priority"), then("team_id"), then("category_id"), then("site_id"),
				then("department_id"), readable);
	}

	private static String then(String field) {
		return "CASE WHEN jsonb_exists(w.was, '" + field + "') THEN w.was ->> '" + field + "' ELSE x." + field
				+ "::text END";
	}

}
