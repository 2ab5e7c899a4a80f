package io.nagare.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.database.ContentChanges;
import io.nagare.directory.Caller;
import io.nagare.search.index.IndexHit;
import io.nagare.search.index.IndexSearch.Found;
import io.nagare.search.index.IndexSearch.Question;
import io.nagare.ticket.access.ReaderMask;
import io.nagare.ticket.access.TicketAccess;

/** How what was found is now, as far as somebody may read it now. */
@Component
@Transactional(readOnly = true)
class SearchHits {

	private final TicketAccess access;

	private final NamedParameterJdbcTemplate jdbc;

	SearchHits(TicketAccess access, NamedParameterJdbcTemplate jdbc) {
		this.access = access;
		this.jdbc = jdbc;
	}

	/** How they are now, those that the caller may read now. */
	List<SearchService.Hit> read(Found found, Question asked, Caller me) {
		String type = asked.type();
		if (found.hits().isEmpty()) {
			return List.of();
		}
		Map<String, Object> params = new HashMap<>();
		String sql = switch (type) {
			case ContentChanges.TICKET -> {
				TicketAccess.Visibility readable = this.access.readable(me, "t");
				params.putAll(readable.params());
				yield "SELECT t.id, t.title, t.kind, t.number, t.status, t.phase, t.priority FROM tickets_view t"
						+ " WHERE t.id = ANY (:ids) AND " + readable.sql();
			}
			case ContentChanges.PERSON -> "SELECT id, last_name || ' ' || first_name AS title, NULL AS kind,"
					+ " username AS number, NULL AS status, NULL AS phase, NULL AS priority FROM users_view"
					+ " WHERE id = ANY (:ids) AND is_active";
			default -> "SELECT id, name AS title, ci_class AS kind, NULL AS number, NULL AS status, NULL AS phase,"
					+ " NULL AS priority FROM configuration_items_view WHERE id = ANY (:ids) AND is_live";
		};
		params.put("ids", found.hits().stream().map(IndexHit::id).toArray(UUID[]::new));
		Map<UUID, IndexHit> places = new HashMap<>();
		found.hits().forEach((hit) -> places.put(hit.id(), hit));
		Map<UUID, SearchService.Hit> read = new HashMap<>();
		boolean ofTickets = type.equals(ContentChanges.TICKET);
		ReaderMask.Reading reading = this.access.reading();
		this.jdbc.query(sql, params, (row) -> {
			UUID id = row.getObject("id", UUID.class);
			String kind = row.getString("kind");
			List<IndexHit.Fragment> fragments = Objects.requireNonNull(places.get(id))
				.fragments()
				.stream()
				.filter((fragment) -> !fragment.field().equals("internal") || asked.readsInternal().contains(kind))
				.map((fragment) -> ofTickets ? shown(fragment, reading) : fragment)
				.toList();
			read.put(id,
					new SearchService.Hit(type, id, (ofTickets ? reading.shown(row) : row).getString("title"), kind,
							row.getString("number"), row.getString("status"), row.getString("phase"),
							row.getString("priority"), found.nearly(), fragments));
		});
		return found.hits().stream().map((hit) -> read.get(hit.id())).filter(Objects::nonNull).toList();
	}

	private static IndexHit.Fragment shown(IndexHit.Fragment fragment, ReaderMask.Reading reading) {
		List<String> words = reading.shown(fragment.parts().stream().map(IndexHit.Part::text).toList());
		List<IndexHit.Part> parts = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			parts.add(new IndexHit.Part(words.get(i), fragment.parts().get(i).match()));
		}
		return new IndexHit.Fragment(fragment.field(), parts, fragment.attachmentId(), fragment.fileName());
	}

	/** What people call the values of facets that are ids. */
	Map<String, String> names(Map<String, Map<String, Integer>> counts) {
		Map<String, String> names = new HashMap<>();
		Map.of("category_id", "categories_view", "team_id", "teams_view").forEach((facet, view) -> {
			Set<String> keys = counts.getOrDefault(facet, Map.of()).keySet();
			if (!keys.isEmpty()) {
				this.jdbc.query("SELECT id::text AS key, name FROM " + view + " WHERE id = ANY (:ids)",
						Map.of("ids", keys.stream().map(UUID::fromString).toArray(UUID[]::new)), (row) -> {
							names.put(row.getString("key"), row.getString("name"));
						});
			}
		});
		return names;
	}

}
