package io.nagare.incident;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.workflow.PastInputs;

/** What incidents asked the tables of their priority and of their team. */
@Component
class IncidentPastInputs implements PastInputs {

	private static final String PRIORITY = """
			SELECT i.impact, i.urgency, s.name AS site, d.name AS department, t.number, t.created_at
			  FROM incidents i JOIN tickets_view t ON t.id = i.id
			  LEFT JOIN organization_units_view s ON s.id = t.site_id
			  LEFT JOIN organization_units_view d ON d.id = t.department_id
			""";

	/**
	 * Categories and places as they are named today; of several items the class of the
	 * best tier.
	 */
	private static final String ROUTING = """
			WITH RECURSIVE paths AS (
				SELECT id, name AS category, CAST(NULL AS varchar) AS subcategory FROM categories_view WHERE parent_id IS NULL
				UNION ALL
				SELECT c.id, p.category, coalesce(p.subcategory, c.name) FROM categories_view c JOIN paths p ON p.id = c.parent_id)
			SELECT p.category, p.subcategory,
			       (SELECT ci.ci_class FROM configuration_items_view ci WHERE ci.id = ANY (t.ci_ids)
			         ORDER BY ci.tier, array_position(t.ci_ids, ci.id) LIMIT 1) AS ci_class,
			       s.name AS site, d.name AS department, t.number, t.created_at
			  FROM incidents i JOIN tickets_view t ON t.id = i.id LEFT JOIN paths p ON p.id = t.category_id
			  LEFT JOIN organization_units_view s ON s.id = t.site_id
			  LEFT JOIN organization_units_view d ON d.id = t.department_id
			""";

	@Override
	public List<PastTable> tables() {
		return List.of(new PastTable(Priorities.TABLE, List.of("impact", "urgency", "site", "department"), PRIORITY),
				new PastTable("incident-routing", List.of("category", "subcategory", "ci_class", "site", "department"),
						ROUTING));
	}

}
