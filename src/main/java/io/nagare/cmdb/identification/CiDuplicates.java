package io.nagare.cmdb.identification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.CiRef;
import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.CmdbService;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.ConfigurationItemRepository;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiType;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.Caller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantLocks;

/**
 * The pairs of items in use that share what identifies them, until somebody merges them
 * or says that they are not the same.
 */
@Component
@Transactional
public class CiDuplicates {

	/**
	 * So many items of one value are paired: a value that hundreds have identifies
	 * nothing, and would make a list of its own.
	 */
	private static final int MOST_ALIKE = 20;

	private static final String PAIRS = """
			WITH telling AS MATERIALIZED (SELECT * FROM unnest(CAST(:classes AS text[]), CAST(:fields AS text[]),
			         CAST(:ranks AS integer[])) AS one (ci_class, field, rank)),
			alike AS (
			    SELECT i.field, i.value, t.rank, c.id, c.created_at,
			           row_number() OVER (PARTITION BY i.field, i.value ORDER BY c.created_at, c.id) AS place
			      FROM ci_identifiers i JOIN configuration_items c ON c.id = i.ci_id
			      JOIN telling t ON t.ci_class = c.ci_class AND t.field = i.field
			     WHERE i.tenant_id = :tenant AND c.tenant_id = :tenant AND c.status <> 'retired'
			), pairs AS (
			    SELECT a.id AS one_id, b.id AS other_id, array_agg(a.field ORDER BY a.rank, a.field) AS fields,
			           array_agg(a.value ORDER BY a.rank, a.field) AS shared, max(b.created_at) AS since
			      FROM alike a JOIN alike b ON b.field = a.field AND b.value = a.value AND b.place > a.place
			     WHERE b.place <= :most
			       AND NOT EXISTS (SELECT FROM ci_distinctions d WHERE d.one_id = least(a.id, b.id)
			                          AND d.other_id = greatest(a.id, b.id))
			     GROUP BY a.id, b.id
			)
			SELECT p.fields, p.shared, count(*) OVER () AS total,
			       one.id AS one_id, one.name AS one_name, one.ci_class AS one_class, one.tier AS one_tier,
			       one.status AS one_status,
			       other.id AS other_id, other.name AS other_name, other.ci_class AS other_class,
			       other.tier AS other_tier, other.status AS other_status
			  FROM pairs p JOIN configuration_items one ON one.id = p.one_id
			  JOIN configuration_items other ON other.id = p.other_id
			 ORDER BY p.since DESC, one.name, other.name, one.id, other.id
			 LIMIT :limit OFFSET :offset
			""";

	private final CiTypes types;

	private final ConfigurationItemRepository items;

	private final CiDistinctionRepository distinctions;

	private final TenantLocks locks;

	private final NamedParameterJdbcTemplate jdbc;

	CiDuplicates(CiTypes types, ConfigurationItemRepository items, CiDistinctionRepository distinctions,
			TenantLocks locks, NamedParameterJdbcTemplate jdbc) {
		this.types = types;
		this.items = items;
		this.distinctions = distinctions;
		this.locks = locks;
		this.jdbc = jdbc;
	}

	/** The pairs, those with the latest item first. */
	@Transactional(readOnly = true)
	public Paged<CiDuplicate> page(PageQuery query) {
		List<String> classes = new ArrayList<>();
		List<String> fields = new ArrayList<>();
		List<Integer> ranks = new ArrayList<>();
		for (CiType type : this.types.all()) {
			List<String> telling = new ArrayList<>(
					type.definition().identifiers().stream().map((key) -> CiFacts.ATTRIBUTES + "." + key).toList());
			telling.add(CiIdentification.NAME);
			for (String field : telling) {
				classes.add(type.key());
				fields.add(field);
				ranks.add(telling.indexOf(field));
			}
		}
		List<Integer> total = new ArrayList<>();
		List<CiDuplicate> pairs = this.jdbc.query(PAIRS,
				Map.of("tenant", Tenancy.require().id(), "classes", classes.toArray(new String[0]), "fields",
						fields.toArray(new String[0]), "ranks", ranks.toArray(new Integer[0]), "most", MOST_ALIKE,
						"limit", query.limit(), "offset", query.offset()),
				(row, number) -> {
					total.add(row.getInt("total"));
					return pair(row);
				});
		return Paged.of(pairs, query, total.isEmpty() ? 0 : total.get(0));
	}

	/**
	 * Has two items be no duplicates, whatever they share. Said twice, it is said once.
	 * @throws Refusal NOT_FOUND where one of them is unknown; FORBIDDEN for who may not;
	 * VALIDATION_FAILED for an item and itself
	 */
	public void distinguish(Caller by, UUID item, UUID other) {
		lock(by, item, other);
		if (item.equals(other)) {
			throw Refusal.invalid("other_id", "is_itself");
		}
		if (said(item, other).isEmpty()) {
			this.distinctions.saveAndFlush(new CiDistinction(first(item, other), second(item, other), by.userId(),
					Instant.now().truncatedTo(ChronoUnit.MICROS)));
		}
	}

	/**
	 * Takes back that they are no duplicates.
	 * @throws Refusal NOT_FOUND where one of them is unknown, or nobody has said so;
	 * FORBIDDEN for who may not
	 */
	public void forget(Caller by, UUID item, UUID other) {
		lock(by, item, other);
		this.distinctions.delete(said(item, other).orElseThrow(Refusal::notFound));
	}

	private void lock(Caller by, UUID item, UUID other) {
		by.demand(CmdbService.WRITE);
		this.locks.take(CmdbService.MERGES);
		List<UUID> known = this.items.hold(List.of(item, other)).stream().map(ConfigurationItem::id).toList();
		if (!known.contains(item) || !known.contains(other)) {
			throw Refusal.notFound();
		}
	}

	private Optional<CiDistinction> said(UUID item, UUID other) {
		return this.distinctions.findByOneIdAndOtherId(first(item, other), second(item, other));
	}

	/** The database compares keys as texts of digits, Java as signed numbers. */
	private static UUID first(UUID item, UUID other) {
		return (item.toString().compareTo(other.toString()) < 0) ? item : other;
	}

	private static UUID second(UUID item, UUID other) {
		return first(item, other).equals(item) ? other : item;
	}

	private static CiDuplicate pair(ResultSet row) throws SQLException {
		String[] fields = (String[]) row.getArray("fields").getArray();
		String[] values = (String[]) row.getArray("shared").getArray();
		List<CiDuplicate.Shared> shared = new ArrayList<>();
		for (int i = 0; i < fields.length; i++) {
			shared.add(new CiDuplicate.Shared(fields[i], values[i]));
		}
		return new CiDuplicate(item(row, "one"), item(row, "other"), shared);
	}

	private static CiRef item(ResultSet row, String which) throws SQLException {
		return new CiRef(row.getObject(which + "_id", UUID.class), row.getString(which + "_name"),
				row.getString(which + "_class"), row.getInt(which + "_tier"),
				CiStatus.of(row.getString(which + "_status")).orElseThrow());
	}

}
