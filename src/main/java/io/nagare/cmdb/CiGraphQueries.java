package io.nagare.cmdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
class CiGraphQueries {

	private static final PageQuery FIRST = PageQuery.of(1, 1, null, null, List.of());

	private static final String NOW = "r.valid_to IS NULL";

	private static final String THEN = "r.valid_from <= :at AND (r.valid_to IS NULL OR r.valid_to > :at)";

	/**
	 * Goes on from the items of one depth to those of the next. DISTINCT ON keeps one way
	 * to each of these, so that a depth never has more rows than there are items, and no
	 * way comes to an item twice, so that circles end. A shortest way only has parts that
	 * are shortest ways, none of which is lost by this. The roots stand in a sub-select:
	 * where PostgreSQL sees how many there are it plans each walk anew, which takes
	 * longer than most walks.
	 */
	private static final String WALK = """
			walk_%1$s (id, depth, path) AS (
			    SELECT root, 0, ARRAY[root] FROM unnest((SELECT :roots)) AS root
			    UNION ALL
			    SELECT * FROM (
			        SELECT DISTINCT ON (r.%1$s_id) r.%1$s_id, w.depth + 1, w.path || r.%1$s_id
			          FROM walk_%1$s w JOIN ci_relations r ON r.%2$s_id = w.id
			         WHERE w.depth < :depth AND r.tenant_id = :tenant AND r.%1$s_id <> ALL (w.path) AND %3$s
			         ORDER BY r.%1$s_id, w.path) step
			), %1$s AS (
			    SELECT DISTINCT ON (id) id, depth, path FROM walk_%1$s
			     WHERE id <> ALL (:roots) ORDER BY id, depth, path
			)
			""";

	private static final String AROUND = "WITH RECURSIVE " + walk(ImpactDirection.DOWN, null) + ", "
			+ walk(ImpactDirection.UP, null)
			+ "SELECT id, true AS down FROM downstream UNION ALL SELECT id, false FROM upstream";

	/** From each root on its own; no depth has an item of a root twice. */
	private static final String WALK_EACH = """
			%1$s (root, id, depth) AS (
			    SELECT root, root, 0 FROM unnest((SELECT :roots)) AS root
			    UNION
			    SELECT w.root, r.%1$s_id, w.depth + 1
			      FROM %1$s w JOIN ci_relations r ON r.%2$s_id = w.id
			     WHERE w.depth < :depth AND r.tenant_id = :tenant AND r.valid_to IS NULL
			)
			""";

	private static final String AROUND_EACH = "WITH RECURSIVE "
			+ WALK_EACH.formatted(name(ImpactDirection.DOWN), name(ImpactDirection.UP)) + ", "
			+ WALK_EACH.formatted(name(ImpactDirection.UP), name(ImpactDirection.DOWN))
			+ "SELECT DISTINCT root, id, true AS down FROM downstream"
			+ " UNION ALL SELECT DISTINCT root, id, false FROM upstream";

	private static final String BELOW = "WITH RECURSIVE " + walk(ImpactDirection.UP, null) + "SELECT id FROM upstream";

	private static final String SERVICES = "WITH RECURSIVE " + walk(ImpactDirection.DOWN, null) + """
			SELECT count(*) FROM downstream JOIN configuration_items c ON c.id = downstream.id
			 WHERE c.tenant_id = :tenant AND c.ci_class = 'service' AND c.status <> 'retired' AND c.deleted_at IS NULL
			""";

	private static final String IMPACT = """
			WITH RECURSIVE %2$s
			SELECT found.*,
			       ARRAY(SELECT s.name FROM unnest(found.path) WITH ORDINALITY AS step (id, place)
			               JOIN configuration_items s ON s.id = step.id ORDER BY step.place) AS names
			  FROM (SELECT c.id, c.name, c.ci_class, c.tier, c.status, way.depth, way.path,
			               count(*) OVER () AS total
			          FROM %1$s way JOIN configuration_items c ON c.id = way.id AND c.tenant_id = :tenant
			         ORDER BY way.depth, c.tier, c.name, c.id
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

	CiGraphQueries(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A page of the item's relations, whichever end it is.
	 * @param at as of when; null for now
	 */
	Paged<CiRelationView> relations(UUID item, @Nullable Instant at, PageQuery page) {
		Map<String, Object> params = paged(at, page);
		params.put("id", item);
		return read(RELATIONS.formatted(validity(at)), params, page, CiGraphQueries::relation);
	}

	/**
	 * A page of the items that the item's relations lead to, nearest first, the most
	 * important of them first.
	 * @param depth how many relations away at most
	 * @param at as of when; null for now
	 */
	Paged<ImpactedItem> impact(UUID item, ImpactDirection direction, int depth, @Nullable Instant at, PageQuery page) {
		Map<String, Object> params = paged(at, page);
		params.put("roots", new UUID[] { item });
		params.put("depth", depth);
		return read(IMPACT.formatted(name(direction), walk(direction, at)), params, page, CiGraphQueries::impacted);
	}

	/**
	 * What lies around each of the items now, by the item: as many walks in one
	 * statement.
	 */
	Map<UUID, CiNeighbourhood> aroundEach(Collection<UUID> items, int depth) {
		Map<UUID, CiNeighbourhood> around = new HashMap<>();
		items.forEach((item) -> around.put(item,
				new CiNeighbourhood(new HashSet<>(Set.of(item)), new HashSet<>(Set.of(item)))));
		if (!around.isEmpty()) {
			this.jdbc.query(AROUND_EACH, roots(around.keySet(), depth), (row) -> {
				CiNeighbourhood of = Objects.requireNonNull(around.get(row.getObject("root", UUID.class)));
				UUID item = row.getObject("id", UUID.class);
				of.related().add(item);
				if (row.getBoolean("down")) {
					of.closure().add(item);
				}
			});
		}
		return around;
	}

	/** What lies around the items now. */
	CiNeighbourhood around(Collection<UUID> items, int depth) {
		Set<UUID> closure = new HashSet<>(items);
		Set<UUID> related = new HashSet<>(items);
		if (!items.isEmpty()) {
			this.jdbc.query(AROUND, roots(items, depth), (row) -> {
				UUID item = row.getObject("id", UUID.class);
				related.add(item);
				if (row.getBoolean("down")) {
					closure.add(item);
				}
			});
		}
		return new CiNeighbourhood(closure, related);
	}

	/** The items, and everything one of whose faults can reach one of them now. */
	Set<UUID> below(Collection<UUID> items, int depth) {
		Set<UUID> below = new HashSet<>(items);
		if (!items.isEmpty()) {
			below.addAll(this.jdbc.queryForList(BELOW, roots(items, depth), UUID.class));
		}
		return below;
	}

	/**
	 * How many services in use a fault of one of the items can reach now, themselves left
	 * out.
	 */
	int servicesDownstream(Collection<UUID> items, int depth) {
		Integer count = items.isEmpty() ? null : this.jdbc.queryForObject(SERVICES, roots(items, depth), Integer.class);
		return (count != null) ? count : 0;
	}

	private static Map<String, Object> roots(Collection<UUID> items, int depth) {
		return Map.of("tenant", Tenancy.require().id(), "roots", items.toArray(new UUID[0]), "depth", depth);
	}

	private static String walk(ImpactDirection direction, @Nullable Instant at) {
		return WALK.formatted(name(direction),
				name((direction == ImpactDirection.DOWN) ? ImpactDirection.UP : ImpactDirection.DOWN), validity(at));
	}

	/** What relations call the end that lies in the direction. */
	private static String name(ImpactDirection direction) {
		return (direction == ImpactDirection.DOWN) ? "downstream" : "upstream";
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

	private static CiRelationView relation(ResultSet row) throws SQLException {
		OffsetDateTime ended = row.getObject("valid_to", OffsetDateTime.class);
		return new CiRelationView(row.getObject("relation", UUID.class), ref(row, "source_"),
				CiRelationType.of(row.getString("type")), ref(row, "target_"),
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
