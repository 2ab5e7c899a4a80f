package io.nagare.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

import io.nagare.directory.Caller;
import io.nagare.search.SimilarView.Outcome;
import io.nagare.search.SimilarView.Proposal;
import io.nagare.search.SimilarView.SimilarArticle;
import io.nagare.search.SimilarView.SimilarError;
import io.nagare.search.SimilarView.SimilarTicket;
import io.nagare.search.index.IndexLikeness.Alike;
import io.nagare.search.index.IndexLikeness.Shared;
import io.nagare.search.index.SearchText;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.access.ReaderMask;
import io.nagare.ticket.access.TicketAccess;

/** How what is alike is now, as far as somebody may read it now. */
@Component
@Transactional(readOnly = true)
class SimilarHits {

	private static final int PROPOSALS = 5;

	private static final int WORDS = 6;

	private static final int MOST_ARTICLES = 5;

	private static final String TICKETS = """
			SELECT t.id, t.kind, t.number, t.title, t.status, t.phase, t.priority,
			       coalesce(i.resolution, p.resolution) AS resolution, i.resolution_code, coalesce(i.reopen_count, 0) AS reopened
			  FROM tickets_view t
			  LEFT JOIN incidents_view i ON i.id = t.id
			  LEFT JOIN problems_view p ON p.id = t.id
			 WHERE t.id = ANY (:ids)
			""";

	private static final String KNOWN_ERRORS = """
			SELECT t.id, t.number, t.title, p.symptom, p.workaround
			  FROM tickets_view t JOIN problems_view p ON p.id = t.id
			 WHERE t.id = ANY (:ids) AND t.tenant_id = :tenant AND p.known_error AND p.workaround IS NOT NULL
			   AND t.phase IN ('open', 'in_work', 'on_hold') AND t.confidentiality = 'internal'
			""";

	private static final String ARTICLES = """
			SELECT t.id, t.number, x.version, x.title_ja, x.title_en
			  FROM tickets_view t JOIN articles_view k ON k.id = t.id AND k.is_valid
			  JOIN article_texts_view x ON x.article_id = k.id AND x.version = k.published_version
			 WHERE t.id = ANY (:ids)
			""";

	private final TicketAccess access;

	private final NamedParameterJdbcTemplate jdbc;

	SimilarHits(TicketAccess access, NamedParameterJdbcTemplate jdbc) {
		this.access = access;
		this.jdbc = jdbc;
	}

	SimilarView read(Caller me, List<Alike> alike, List<Alike> solved, List<Alike> known, List<Alike> articles) {
		Map<UUID, Row> rows = tickets(me, alike, solved);
		List<SimilarTicket> tickets = alike.stream().filter((one) -> rows.containsKey(one.id())).map((one) -> {
			Row row = Objects.requireNonNull(rows.get(one.id()));
			return new SimilarTicket(one.id(), row.kind(), row.number(), row.title(), row.status(), row.phase(),
					row.priority(), rounded(one.likeness()), words(one.shared()));
		}).toList();
		List<Solved> helped = solved.stream().filter((one) -> rows.containsKey(one.id())).map((one) -> {
			Row row = Objects.requireNonNull(rows.get(one.id()));
			return new Solved(row, one.likeness());
		}).filter((one) -> one.row().phase().equals("resolved") || one.row().phase().equals("closed")).toList();
		return new SimilarView(tickets, knownErrors(me, known), articles(me, articles), proposals(helped),
				outcomes(helped));
	}

	private Map<UUID, Row> tickets(Caller me, List<Alike> alike, List<Alike> solved) {
		Set<UUID> ids = alike.stream().map(Alike::id).collect(Collectors.toSet());
		solved.forEach((one) -> ids.add(one.id()));
		Map<UUID, Row> rows = new HashMap<>();
		if (!ids.isEmpty()) {
			TicketAccess.Visibility readable = this.access.readable(me, "t");
			Map<String, Object> params = new HashMap<>(readable.params());
			params.put("ids", ids.toArray(new UUID[0]));
			ReaderMask.Reading reading = this.access.reading();
			this.jdbc.query(TICKETS + " AND " + readable.sql(), params, (row) -> {
				rows.put(row.getObject("id", UUID.class), row(reading.shown(row)));
			});
		}
		return rows;
	}

	private static Row row(ResultSet row) throws SQLException {
		return new Row(row.getString("kind"), row.getString("number"), row.getString("title"), row.getString("status"),
				row.getString("phase"), row.getString("priority"), row.getString("resolution"),
				row.getString("resolution_code"), row.getInt("reopened") == 0);
	}

	/**
	 * For who reads no problems only what is published counts: a cause that nobody
	 * published neither brings an error up nor is told by a word.
	 */
	private List<SimilarError> knownErrors(Caller me, List<Alike> known) {
		if (known.isEmpty()) {
			return List.of();
		}
		boolean whole = me.may("problem:read");
		Map<UUID, Alike> places = known.stream().collect(Collectors.toMap(Alike::id, (one) -> one));
		List<SimilarError> errors = new ArrayList<>();
		ReaderMask.Reading reading = this.access.reading();
		this.jdbc.query(KNOWN_ERRORS,
				Map.of("ids", places.keySet().toArray(new UUID[0]), "tenant", Tenancy.require().id()), (found) -> {
					ResultSet row = reading.shown(found);
					UUID id = row.getObject("id", UUID.class);
					Alike alike = Objects.requireNonNull(places.get(id));
					String symptom = row.getString("symptom");
					List<Shared> shared = alike.shared();
					double likeness = alike.likeness();
					if (!whole) {
						Set<String> published = SearchText
							.tellingWords(String.join("\n", row.getString("title"),
									Objects.requireNonNullElse(symptom, ""), row.getString("workaround")))
							.keySet();
						shared = shared.stream().filter((word) -> published.contains(word.term())).toList();
						likeness = Math.min(likeness, shared.stream().mapToDouble(Shared::share).sum());
					}
					if (!shared.isEmpty()) {
						errors.add(new SimilarError(id, row.getString("number"), row.getString("title"), symptom,
								row.getString("workaround"), rounded(likeness), words(shared)));
					}
				});
		errors.sort(Comparator.comparing(SimilarError::likeness)
			.reversed()
			.thenComparing(SimilarError::problemNumber, Comparator.reverseOrder()));
		return errors;
	}

	/** Those in force, the most alike first. */
	List<SimilarArticle> articles(Caller me, List<Alike> alike) {
		if (alike.isEmpty()) {
			return List.of();
		}
		Map<UUID, Alike> places = alike.stream().collect(Collectors.toMap(Alike::id, (one) -> one));
		TicketAccess.Visibility readable = this.access.readable(me, "article", "t");
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("ids", places.keySet().toArray(new UUID[0]));
		List<SimilarArticle> articles = this.jdbc.query(ARTICLES + " AND " + readable.sql(), params, (row, number) -> {
			UUID id = row.getObject("id", UUID.class);
			Alike one = Objects.requireNonNull(places.get(id));
			return new SimilarArticle(id, row.getString("number"), row.getInt("version"), row.getString("title_ja"),
					row.getString("title_en"), rounded(one.likeness()), words(one.shared()));
		});
		return articles.stream()
			.sorted(Comparator.comparing(SimilarArticle::likeness)
				.reversed()
				.thenComparing(SimilarArticle::articleNumber, Comparator.reverseOrder()))
			.limit(MOST_ARTICLES)
			.toList();
	}

	private static List<Proposal> proposals(List<Solved> solved) {
		Map<String, List<Solved>> byText = solved.stream()
			.filter((one) -> one.row().resolution() != null && !one.row().resolution().isBlank())
			.collect(Collectors.groupingBy(
					(one) -> SearchText.folded(SearchText.normal(String.valueOf(one.row().resolution())).strip()),
					LinkedHashMap::new, Collectors.toList()));
		return byText.values()
			.stream()
			.map((same) -> new Proposal(String.valueOf(same.get(0).row().resolution()),
					same.get(0).row().resolutionCode(), same.size(), lasting(same),
					same.stream().map((one) -> one.row().number()).toList(), rounded(same.get(0).likeness())))
			.sorted(Comparator.comparing((Proposal one) -> one.lasting() == 0)
				.thenComparing(Comparator.comparing(Proposal::likeness).reversed())
				.thenComparing(Comparator.comparing(Proposal::lasting).reversed())
				.thenComparing((one) -> one.numbers().get(0), Comparator.reverseOrder()))
			.limit(PROPOSALS)
			.toList();
	}

	private static List<Outcome> outcomes(List<Solved> solved) {
		return solved.stream()
			.filter((one) -> one.row().resolutionCode() != null)
			.collect(Collectors.groupingBy((one) -> String.valueOf(one.row().resolutionCode())))
			.entrySet()
			.stream()
			.map((code) -> new Outcome(code.getKey(), code.getValue().size(), lasting(code.getValue())))
			.sorted(Comparator.comparing(Outcome::times)
				.thenComparing(Outcome::lasting)
				.reversed()
				.thenComparing(Outcome::resolutionCode))
			.toList();
	}

	private static int lasting(List<Solved> solved) {
		return (int) solved.stream().filter((one) -> one.row().lasting()).count();
	}

	private static List<String> words(List<Shared> shared) {
		return shared.stream().map(Shared::word).limit(WORDS).toList();
	}

	private static double rounded(double likeness) {
		return Math.round(likeness * 100) / 100.0;
	}

	private record Row(String kind, String number, String title, String status, String phase, String priority,
			@Nullable String resolution, @Nullable String resolutionCode, boolean lasting) {
	}

	private record Solved(Row row, double likeness) {
	}

}
