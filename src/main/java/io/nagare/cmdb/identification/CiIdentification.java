package io.nagare.cmdb.identification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiType;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.shared.Tenancy;

/**
 * Recognises the items of the bound tenant by what is said about them: the one way for
 * files, alerts and people. By which attributes an item is recognised, and in which
 * order, its type says; the name always counts, and last. Width, case and blanks around a
 * value do not. Who means an item that was merged into another means the other.
 */
@Component
@Transactional(readOnly = true)
public class CiIdentification {

	/** How files and answers name the name. */
	public static final String NAME = "name";

	private static final String ATTRIBUTE = CiFacts.ATTRIBUTES + ".";

	// what is said is made comparable first: with row-level security, the index is used
	// for plain values only
	private static final String DESCRIBED = """
			WITH said AS MATERIALIZED (SELECT n, field, ci_identity(field, value) AS value
			  FROM unnest(CAST(:fields AS text[]), CAST(:values AS text[])) WITH ORDINALITY AS one (field, value, n))
			SELECT said.n, said.field, said.value, c.ci_class, meant.id, meant.status <> 'retired' AS in_use,
			       c.id <> meant.id AS merged
			  FROM said
			  LEFT JOIN ci_identifiers i ON i.tenant_id = :tenant AND i.field = said.field AND i.value = said.value
			  LEFT JOIN configuration_items c ON c.id = i.ci_id
			  LEFT JOIN configuration_items meant ON meant.id = coalesce(c.merged_into, c.id)
			 ORDER BY said.n, meant.id
			""";

	private static final String NAMED = """
			WITH said AS MATERIALIZED (SELECT n, field, ci_identity(field, value) AS value
			  FROM unnest(CAST(:values AS text[])) WITH ORDINALITY AS one (value, n)
			 CROSS JOIN unnest(CAST(:fields AS text[])) AS known (field))
			SELECT said.n, i.field, i.value, c.ci_class, meant.id, TRUE AS in_use, c.id <> meant.id AS merged
			  FROM said JOIN ci_identifiers i ON i.tenant_id = :tenant AND i.field = said.field AND i.value = said.value
			  JOIN configuration_items c ON c.id = i.ci_id
			  JOIN configuration_items meant ON meant.id = coalesce(c.merged_into, c.id) AND meant.status <> 'retired'
			 ORDER BY said.n, meant.id
			""";

	private final CiTypes types;

	private final NamedParameterJdbcTemplate jdbc;

	CiIdentification(CiTypes types, NamedParameterJdbcTemplate jdbc) {
		this.types = types;
		this.jdbc = jdbc;
	}

	/** What each description means, in their order. */
	public List<Identified> identify(List<CiDescription> described) {
		Map<String, List<String>> telling = telling();
		Set<String> fields = telling.values().stream().flatMap(List::stream).collect(Collectors.toSet());
		List<Integer> owners = new ArrayList<>();
		List<String> names = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (int i = 0; i < described.size(); i++) {
			for (Map.Entry<String, String> said : said(described.get(i)).entrySet()) {
				if (said.getKey().equals(NAME) || fields.contains(said.getKey())) {
					owners.add(i);
					names.add(said.getKey());
					values.add(said.getValue());
				}
			}
		}
		Map<Integer, List<Match>> matches = this.jdbc
			.query(DESCRIBED,
					Map.of("tenant", Tenancy.require().id(), "fields", names.toArray(new String[0]), "values",
							values.toArray(new String[0])),
					(row, number) -> match(row))
			.stream()
			.collect(Collectors.groupingBy((match) -> owners.get(match.number() - 1)));
		List<Identified> all = new ArrayList<>();
		for (int i = 0; i < described.size(); i++) {
			all.add(identified(matches.getOrDefault(i, List.of()), telling));
		}
		return all;
	}

	/**
	 * The items in use that one of the words means, whichever telling field it is, in the
	 * order of the words.
	 */
	public List<UUID> meant(Collection<String> words) {
		Map<String, List<String>> telling = telling();
		Set<String> fields = new LinkedHashSet<>(List.of(NAME));
		telling.values().forEach(fields::addAll);
		return meant(words, fields, telling);
	}

	/** The items in use that one of the words names, in the order of the words. */
	public List<UUID> named(Collection<String> words) {
		return meant(words, Set.of(NAME), Map.of());
	}

	private List<UUID> meant(Collection<String> words, Set<String> fields, Map<String, List<String>> telling) {
		return this.jdbc
			.query(NAMED,
					Map.of("tenant", Tenancy.require().id(), "fields", fields.toArray(new String[0]), "values",
							words.toArray(new String[0])),
					(row, number) -> match(row))
			.stream()
			.filter((match) -> match.rank(telling) >= 0)
			.map(Match::item)
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

	/** By which fields items are recognised, by their type, the most telling first. */
	private Map<String, List<String>> telling() {
		return this.types.all()
			.stream()
			.collect(Collectors.toMap(CiType::key,
					(type) -> type.definition().identifiers().stream().map(ATTRIBUTE::concat).toList()));
	}

	private static Map<String, String> said(CiDescription description) {
		Map<String, String> said = new LinkedHashMap<>();
		said.put(NAME, description.name());
		description.attributes().forEach((key, value) -> said.put(ATTRIBUTE + key, value));
		return said;
	}

	private static Identified identified(List<Match> matches, Map<String, List<String>> telling) {
		Map<String, String> values = new HashMap<>();
		matches.stream()
			.filter((match) -> match.value() != null)
			.forEach((match) -> values.put(match.field(), Objects.requireNonNull(match.value())));
		List<Match> counting = matches.stream()
			.filter((match) -> match.item() != null && match.rank(telling) >= 0)
			.sorted(Comparator.comparingInt((match) -> match.rank(telling)))
			.toList();
		Map<String, List<UUID>> byField = new LinkedHashMap<>();
		counting.stream().map(Match::field).distinct().forEach((field) -> {
			List<Match> of = counting.stream().filter((match) -> match.field().equals(field)).toList();
			// what is in use goes before what once bore the same plate
			boolean inUse = of.stream().anyMatch(Match::inUse);
			byField.put(field,
					of.stream()
						.filter((match) -> match.inUse() || !inUse)
						.map((match) -> Objects.requireNonNull(match.item()))
						.distinct()
						.toList());
		});
		boolean former = !counting.isEmpty()
				&& counting.stream().anyMatch((match) -> match.field().equals(NAME) && match.merged());
		return new Identified(byField, former, values);
	}

	private static Match match(ResultSet row) throws SQLException {
		return new Match(row.getInt("n"), row.getString("field"), row.getString("value"), row.getString("ci_class"),
				row.getObject("id", UUID.class), row.getBoolean("in_use"), row.getBoolean("merged"));
	}

	/**
	 * A value that was said, and an item that has it.
	 *
	 * @param ciClass of the item that has the value
	 * @param item the item that is meant; null where none has the value
	 * @param merged whether the one that has it was merged into it
	 */
	private record Match(int number, String field, @Nullable String value, @Nullable String ciClass,
			@Nullable UUID item, boolean inUse, boolean merged) {

		/** How telling the field is, from 0, the most; below 0 for not at all. */
		int rank(Map<String, List<String>> telling) {
			return this.field.equals(NAME) ? Integer.MAX_VALUE
					: telling.getOrDefault(Objects.requireNonNullElse(this.ciClass, ""), List.of()).indexOf(this.field);
		}

	}

}
