package io.nagare.search.index;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.database.ContentChanges;
import io.nagare.shared.PlainJson;

/** Reads what the index holds of tickets, people and items, of all tenants. */
@Component
class IndexContent {

	/** Characters of one thing that are looked through; what lies beyond is not found. */
	private static final int LONGEST = 200_000;

	/** The same of all attachments of a ticket together. */
	private static final int LONGEST_FILES = 200_000;

	private static final String TICKETS = """
			SELECT t.*, concat_ws(E'\\n', t.description, array_to_string(t.tags, E'\\n'), i.resolution, i.vendor_reference,
			         p.symptom, p.workaround, p.root_cause, p.resolution, c.reason, c.implementation_plan, c.backout_plan, c.test_plan, c.review, x.title_ja, x.title_en, x.body_ja,
			         x.body_en,
			         (SELECT string_agg(s.title, E'\\n' ORDER BY s.position) FROM change_tasks_view s WHERE s.change_id = t.id),
			         (SELECT string_agg(o.statement, E'\\n' ORDER BY o.created_at) FROM problem_causes_view o
			           WHERE o.problem_id = t.id),
			         -- ids of people, items and units are no words
			         (SELECT string_agg(v #>> '{}', E'\\n') FROM jsonb_path_query(t.kept, 'strict $.** ? (@.type() == "string")') v
			           WHERE v #>> '{}' !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')) AS text,
			       CASE WHEN x.title_ja IS NOT NULL THEN x.title_en END AS other_title,
			       concat_ws(E'\\n', y.title_ja, y.title_en, y.body_ja, y.body_en) AS internal_text,
			       CASE WHEN p.known_error THEN 'true' END AS known_error,
			       left((SELECT string_agg(n.content, E'\\n\\n' ORDER BY n.created_at) FROM ticket_work_notes_view n
			         WHERE n.ticket_id = t.id AND n.is_public), %1$d) AS public_notes,
			       left((SELECT string_agg(n.content, E'\\n\\n' ORDER BY n.created_at) FROM ticket_work_notes_view n
			         WHERE n.ticket_id = t.id AND NOT n.is_public), %1$d) AS internal_notes,
			       (SELECT string_agg(a.file_name, E'\\n') FROM ticket_attachments_view a
			         WHERE a.ticket_id = t.id AND a.is_public) AS files,
			       left((SELECT string_agg(concat_ws(E'\\n', b.file_name, b.content), E'\\n' ORDER BY b.id)
			          FROM (SELECT a.id, a.file_name, w.content, sum(length(w.content)) OVER (ORDER BY a.id) - length(w.content) AS before
			                  FROM ticket_attachments_view a LEFT JOIN ticket_attachment_texts_view w ON w.attachment_id = a.id
			                 WHERE a.ticket_id = t.id AND NOT a.is_public) b
			         WHERE b.before IS NULL OR b.before < %1$d), %1$d) AS internal_files
			  FROM tickets_view t
			  LEFT JOIN incidents_view i ON i.id = t.id
			  LEFT JOIN problems_view p ON p.id = t.id
			  LEFT JOIN changes_view c ON c.id = t.id
			  LEFT JOIN articles_view k ON k.id = t.id
			  LEFT JOIN article_texts_view x ON x.article_id = k.id AND x.version = k.published_version AND k.is_valid
			  LEFT JOIN article_texts_view y ON y.article_id = k.id
			        AND y.version = coalesce(k.draft_version, CASE WHEN NOT k.is_valid THEN k.published_version END)
			 WHERE t.id = ANY (:ids)
			"""
		.formatted(LONGEST);

	private static final String FILES = """
			SELECT w.* FROM (
			SELECT ticket_id, attachment_id, file_name, content,
			       sum(length(content)) OVER (PARTITION BY ticket_id ORDER BY attachment_id) - length(content) AS before
			  FROM ticket_attachment_texts_view WHERE ticket_id = ANY (:ids) AND is_public) w
			 WHERE w.before < %d ORDER BY w.ticket_id, w.attachment_id
			""".formatted(LONGEST_FILES);

	/** About how many bytes of text hang on each. */
	private static final String SIZES = """
			SELECT t.id, coalesce(octet_length(t.description), 0)
			       + (SELECT coalesce(sum(octet_length(n.content)), 0) FROM ticket_work_notes_view n WHERE n.ticket_id = t.id)
			       + (SELECT coalesce(sum(octet_length(w.content)), 0) FROM ticket_attachment_texts_view w WHERE w.ticket_id = t.id)
			       AS bytes
			  FROM tickets_view t WHERE t.id = ANY (:ids)
			""";

	/** Bytes of text that are read at once, where it is not one thing's alone. */
	private static final int AT_ONCE = 2_000_000;

	private static final String PEOPLE = """
			SELECT id, tenant_id, last_name || ' ' || first_name || ' ' || last_name || first_name || ' ' || first_name || ' '
			       || last_name AS title, username AS number, department AS text, email
			  FROM users_view WHERE id = ANY (:ids) AND is_active AND tenant_id IS NOT NULL
			""";

	private static final String ITEMS = """
			SELECT id, tenant_id, name AS title, ci_class AS kind,
			       concat_ws(E'\\n', description, (SELECT string_agg(value, E'\\n') FROM jsonb_each_text(attributes))) AS text
			  FROM configuration_items_view WHERE id = ANY (:ids) AND is_live
			""";

	private final NamedParameterJdbcTemplate jdbc;

	IndexContent(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Every key of the sort of things, in order, some at a time. */
	List<UUID> after(String subject, UUID last, int most) {
		String view = switch (subject) {
			case ContentChanges.TICKET -> "tickets_view";
			case ContentChanges.PERSON -> "users_view";
			default -> "configuration_items_view";
		};
		return this.jdbc.queryForList("SELECT id FROM " + view + " WHERE id > :last ORDER BY id LIMIT :most",
				Map.of("last", last, "most", most), UUID.class);
	}

	/**
	 * The keys in groups that can be read at once: many with little text, or one with
	 * much.
	 */
	List<List<UUID>> groups(String subject, Collection<UUID> ids) {
		if (!subject.equals(ContentChanges.TICKET)) {
			return List.of(List.copyOf(ids));
		}
		List<List<UUID>> groups = new ArrayList<>();
		long[] room = { 0 };
		Set<UUID> others = new LinkedHashSet<>(ids);
		this.jdbc.query(SIZES, Map.of("ids", ids.toArray(new UUID[0])), (row) -> {
			long bytes = row.getLong("bytes");
			if (groups.isEmpty() || bytes > room[0]) {
				groups.add(new ArrayList<>());
				room[0] = AT_ONCE;
			}
			room[0] -= bytes;
			UUID id = row.getObject("id", UUID.class);
			groups.get(groups.size() - 1).add(id);
			others.remove(id);
		});
		if (!others.isEmpty()) {
			groups.add(List.copyOf(others));
		}
		return groups;
	}

	/** What the index shall hold of those that are there to be found, by their key. */
	Map<UUID, Document> of(String subject, Collection<UUID> ids, long making) {
		String sql = switch (subject) {
			case ContentChanges.TICKET -> TICKETS;
			case ContentChanges.PERSON -> PEOPLE;
			default -> ITEMS;
		};
		Map<UUID, Document> documents = new HashMap<>();
		this.jdbc.query(sql, Map.of("ids", ids.toArray(new UUID[0])), (row) -> {
			documents.put(row.getObject("id", UUID.class), document(subject, row, making));
		});
		if (subject.equals(ContentChanges.TICKET)) {
			files(ids, documents);
		}
		return documents;
	}

	private void files(Collection<UUID> ids, Map<UUID, Document> documents) {
		Map<UUID, Integer> lengths = new HashMap<>();
		this.jdbc.query(FILES, Map.of("ids", ids.toArray(new UUID[0])), (row) -> {
			UUID ticket = row.getObject("ticket_id", UUID.class);
			Document document = documents.get(ticket);
			String said = row.getString("content");
			int before = lengths.getOrDefault(ticket, 0);
			int room = Math.min(said.length(), LONGEST_FILES - before);
			lengths.put(ticket, before + said.length());
			if (document != null && room > 0 && !said.isBlank()) {
				String normal = SearchText.normal(said.substring(0, room));
				document.add(new TextField(Fields.FILES, normal, Field.Store.NO));
				document.add(new TextField(SearchText.PAIRS + Fields.FILES, normal, Field.Store.NO));
				document.add(new StoredField(Fields.FILE,
						row.getString("attachment_id") + "\n" + row.getString("file_name") + "\n" + normal));
			}
		});
	}

	private static Document document(String subject, ResultSet row, long making) throws SQLException {
		Document document = new Document();
		document.add(new StringField(Fields.ID, row.getString("id"), Field.Store.YES));
		exact(document, Fields.TENANT, row.getString("tenant_id"));
		exact(document, Fields.TYPE, subject);
		exact(document, Fields.MAKING, Long.toString(making));
		String number = subject.equals(ContentChanges.ITEM) ? null : row.getString("number");
		if (number != null) {
			exact(document, Fields.NUMBER, SearchText.folded(number));
		}
		List<@Nullable String> text = new ArrayList<>();
		text.add(row.getString("text"));
		if (subject.equals(ContentChanges.TICKET)) {
			exact(document, Fields.CONFIDENTIALITY, row.getString("confidentiality"));
			exact(document, Fields.REPORTER, row.getString("reporter_id"));
			String assignee = row.getString("assignee_id");
			if (assignee != null) {
				exact(document, Fields.ASSIGNEE, assignee);
			}
			for (String exact : List.of(Fields.SITE, Fields.DEPARTMENT, Fields.SOURCE)) {
				String value = row.getString(exact);
				if (value != null) {
					exact(document, exact, value);
				}
			}
			Array tags = row.getArray("tags");
			for (String tag : (tags != null) ? (String[]) tags.getArray() : new String[0]) {
				exact(document, Fields.TAG, Fields.tag(tag));
			}
			Array items = row.getArray("ci_ids");
			for (UUID item : (items != null) ? (UUID[]) items.getArray() : new UUID[0]) {
				exact(document, Fields.ITEM, item.toString());
			}
			kept(document, row.getString("kept"));
			created(document, row.getObject("created_at", OffsetDateTime.class).toInstant().toEpochMilli());
			for (String facet : Fields.FACETS) {
				facet(document, facet, row.getString(facet));
			}
			text.add(row.getString("public_notes"));
			text.add(row.getString("files"));
			text(document, Fields.INTERNAL, Stream
				.of(row.getString("internal_notes"), row.getString("internal_text"), row.getString("internal_files"))
				.filter(Objects::nonNull)
				.collect(Collectors.joining("\n")));
		}
		else {
			boolean person = subject.equals(ContentChanges.PERSON);
			facet(document, Fields.KIND, person ? subject : row.getString("kind"));
			created(document, 0);
			text(document, Fields.INTERNAL, person ? row.getString("email") : null);
		}
		@Nullable String otherTitle = subject.equals(ContentChanges.TICKET) ? row.getString("other_title") : null;
		text(document, Fields.TITLE,
				Stream.of(row.getString("title"), otherTitle, number)
					.filter(Objects::nonNull)
					.collect(Collectors.joining(" ")));
		text(document, Fields.TEXT, String.join("\n", text.stream().filter(Objects::nonNull).toList()));
		return document;
	}

	private static void kept(Document document, String json) throws SQLException {
		try {
			KeptTerms.add(document, PlainJson.MAPPER.readTree(json));
		}
		catch (JsonProcessingException ex) {
			throw new SQLException("The kept fields of a ticket cannot be read", ex);
		}
	}

	/** A field is of the same making in all documents. */
	private static void created(Document document, long millis) {
		document.add(new LongPoint(Fields.CREATED, millis));
		document.add(new NumericDocValuesField(Fields.CREATED, millis));
	}

	private static void exact(Document document, String name, String value) {
		document.add(new StringField(name, value, Field.Store.NO));
	}

	private static void facet(Document document, String name, @Nullable String value) {
		if (value != null) {
			exact(document, name, value);
			document.add(new SortedDocValuesField(name, new BytesRef(value)));
		}
	}

	private static void text(Document document, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			String bounded = (value.length() > LONGEST) ? value.substring(0, LONGEST) : value;
			String normal = SearchText.normal(SearchText.unwrapped(bounded));
			document.add(new TextField(name, normal, Field.Store.NO));
			document.add(new TextField(SearchText.PAIRS + name, normal, Field.Store.NO));
			// to show where it was found
			document.add(new StoredField(name, normal));
		}
	}

}
