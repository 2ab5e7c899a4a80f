package io.nagare.cmdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;

/** Reads how the items of the bound tenant hang together, one statement a question. */
@Component
@Transactional(readOnly = true)
class Graph {

	private static final PageQuery FIRST = PageQuery.of(1, 1, null, null, List.of());

	private static final String NOW = "r.valid_to IS NULL";

	private static final String THEN = "r.valid_from <= :at AND (r.valid_to IS NULL OR r.valid_to > :at)";

	/**
	 * Goes on from the items of one depth to those of the next. DISTINCT ON keeps one way
	 * to each of these, so that a depth never has more rows than there are items, and no
	 * way comes to an item twice, so that circles end. A shortest way only has parts that
	 * are shortest ways, none of which is lost by this.
	 */
	private static final String WALK = """
			WITH RECURSIVE walk (id, depth, path) AS (
			    SELECT root, 0, ARRAY[root] FROM unnest(:roots) AS root
			    UNION ALL
			    SELECT * FROM (
			        SELECT DISTINCT ON (r.%1$s_id) r.%1$s_id, w.depth + 1, w.path || r.%1$s_id
			          FROM walk w JOIN ci_relations r ON r.%2$s_id = w.id
			         WHERE w.depth < :depth AND r.tenant_id = :tenant AND r.%1$s_id <> ALL (w.path) AND %3$s
			         ORDER BY r.%1$s_id, w.path) step
			), reached AS (
			    SELECT DISTINCT ON (id) id, depth, path FROM walk WHERE id <> ALL (:roots) ORDER BY id, depth, path
			)
			""";

	private static final String IMPACT = """
			SELECT found.*,
			       ARRAY(SELECT s.name FROM unnest(found.path) WITH ORDINALITY AS way (id, place)
			               JOIN configuration_items s ON s.id = way.id ORDER BY way.place) AS names
			  FROM (SELECT c.id, c.name, c.ci_class, c.tier, c.status, reached.depth, reached.path,
			               count(*) OVER () AS total
			          FROM reached JOIN configuration_items c ON c.id = reached.id AND c.tenant_id = :tenant
			         ORDER BY reached.depth, c.tier, c.name, c.id
			         LIMIT :limit OFFSET :offset) found
			 ORDER BY found.depth, found.tier, found.name, found.id
			""";

	private static final String RELATIONS = """
			SELECT r.id AS relation, r.type, r.valid_from, r.valid_to, count(*) OVER () AS total,
			       s.id AS source_id, s.name AS source_name, s.ci_class AS source_ci_class, s.tier AS source_tier,
			       s.status AS source_status,
			       t.id AS target_id, t.name AS target_name, t.ci_class AS target_ci_class, t.tier AS target_tier,
			       t.status AS target_status
			  FROM ci_relations r
			  JOIN configuration_items s ON s.id = r.source_id
			  JOIN configuration_items t ON t.id = r.target_id
			 WHERE r.tenant_id = :tenant AND (r.upstream_id = :id OR r.downstream_id = :id) AND %s
			 ORDER BY r.type, s.name, t.name, r.valid_from, r.id
			 LIMIT :limit OFFSET :offset
			""";

	private final NamedParameterJdbcTemplate jdbc;

	Graph(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A page of the item's relations, whichever end it is.
	 * @param at as of when; null for now
	 */
	Paged<RelationView> relations(UUID item, @Nullable Instant at, PageQuery page) {
		Map<String, Object> params = paged(at, page);
		params.put("id", item);
		return read(RELATIONS.formatted(validity(at)), params, page, Graph::relation);
	}

	/**
	 * A page of the items that the item's relations lead to, nearest first, the most
	 * important of them first.
	 * @param depth how many relations away at most
	 * @param at as of when; null for now
	 */
	Paged<ImpactedItem> impact(UUID item, Direction direction, int depth, @Nullable Instant at, PageQuery page) {
		Map<String, Object> params = paged(at, page);
		params.put("roots", new UUID[] { item });
		params.put("depth", depth);
		return read(walk(direction, at) + IMPACT, params, page, Graph::impacted);
	}

	/** Whom a fault of one of the items can reach now, themselves left out. */
	Set<UUID> downstream(Collection<UUID> items, int depth) {
		return reached(items, Direction.DOWN, depth);
	}

	/** Whose faults can reach one of the items now, themselves left out. */
	Set<UUID> upstream(Collection<UUID> items, int depth) {
		return reached(items, Direction.UP, depth);
	}

	private Set<UUID> reached(Collection<UUID> items, Direction direction, int depth) {
		if (items.isEmpty()) {
			return Set.of();
		}
		Map<String, Object> params = Map.of("tenant", Tenancy.require().id(), "roots", items.toArray(new UUID[0]),
				"depth", depth);
		return new LinkedHashSet<>(this.jdbc
			.queryForList(walk(direction, null) + "SELECT id FROM reached ORDER BY depth, id", params, UUID.class));
	}

	private static String walk(Direction direction, @Nullable Instant at) {
		boolean down = direction == Direction.DOWN;
		return WALK.formatted(down ? "downstream" : "upstream", down ? "upstream" : "downstream", validity(at));
	}

	private static String validity(@Nullable Instant at) {
		return (at != null) ? THEN : NOW;
	}

	private static Map<String, Object> paged(@Nullable Instant at, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		params.put("tenant", Tenancy.require().id());
		params.put("limit", page.limit());
		params.put("offset", page.offset());
		if (at != null) {
			params.put("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
		}
		return params;
	}

	private <T> Paged<T> read(String sql, Map<String, Object> params, PageQuery page, Row<T> mapper) {
		List<T> items = new ArrayList<>();
		long[] total = { 0 };
		this.jdbc.query(sql, params, (row) -> {
			total[0] = row.getLong("total");
			items.add(mapper.map(row));
		});
		if (items.isEmpty() && page.page() > 1) {
			// beyond the last page no row tells how many there are
			params.put("offset", 0);
			return Paged.of(List.of(), page, read(sql, params, FIRST, mapper).total());
		}
		return Paged.of(items, page, total[0]);
	}

	private static RelationView relation(ResultSet row) throws SQLException {
		OffsetDateTime ended = row.getObject("valid_to", OffsetDateTime.class);
		return new RelationView(row.getObject("relation", UUID.class), ref(row, "source_"),
				RelationType.of(row.getString("type")), ref(row, "target_"),
				row.getObject("valid_from", OffsetDateTime.class).toInstant(),
				(ended != null) ? ended.toInstant() : null);
	}

	private static ImpactedItem impacted(ResultSet row) throws SQLException {
		UUID[] ids = (UUID[]) row.getArray("path").getArray();
		String[] names = (String[]) row.getArray("names").getArray();
		List<ImpactedItem.Step> path = new ArrayList<>();
		for (int i = 0; i < ids.length; i++) {
			path.add(new ImpactedItem.Step(ids[i], names[i]));
		}
		return new ImpactedItem(ref(row, ""), row.getInt("depth"), path);
	}

	private static CiRef ref(ResultSet row, String side) throws SQLException {
		return new CiRef(row.getObject(side + "id", UUID.class), row.getString(side + "name"),
				row.getString(side + "ci_class"), row.getInt(side + "tier"),
				CiStatus.of(row.getString(side + "status")).orElseThrow());
	}

	/** Makes something of a row. */
	@FunctionalInterface
	private interface Row<T> {

		T map(ResultSet row) throws SQLException;

	}

}
