package io.nagare.suggestion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.search.SearchWords;
import io.nagare.shared.Tenancy;
import io.nagare.suggestion.model.Evaluation;
import io.nagare.suggestion.model.LinearModel;

/** Keeps the bound tenant's models, what they may do, and what they said. */
@Component
@Transactional
class SuggestionStore {

	/** So many tickets are learnt from and tried with, the latest. */
	private static final int MOST_TICKETS = 10_000;

	private static final int LONGEST = 2000;

	private static final String CLOSED = """
			SELECT t.title, left(t.description, :longest) AS description, %s
			  FROM tickets_view t JOIN incident_ratings_view r ON r.id = t.id
			 WHERE t.tenant_id = :tenant AND t.kind = 'incident' AND t.phase = 'closed' AND t.confidentiality = 'internal'
			 ORDER BY t.closed_at DESC, t.id LIMIT :most
			"""
		.formatted(SuggestedField.all()
			.stream()
			.map((field) -> field.sql() + " AS " + field.word())
			.collect(Collectors.joining(", ")));

	private static final String IN_USE = """
			SELECT m.id, m.field, m.version, coalesce(s.mode, 'suggest') AS mode, coalesce(s.threshold, :usual) AS threshold
			  FROM suggestion_models m LEFT JOIN suggestion_settings s ON s.tenant_id = m.tenant_id AND s.field = m.field
			 WHERE m.tenant_id = :tenant AND m.outcome = 'in_use'
			""";

	private final NamedParameterJdbcTemplate jdbc;

	SuggestionStore(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	private static Map<String, @Nullable Object> tenant() {
		return new HashMap<>(Map.of("tenant", Tenancy.require().id(), "usual", Setting.USUAL));
	}

	/**
	 * Closed incidents that are confidential to nobody, those first that were closed
	 * first.
	 */
	@Transactional(readOnly = true)
	List<Closed> closed() {
		Map<String, @Nullable Object> params = tenant();
		params.put("most", MOST_TICKETS);
		params.put("longest", LONGEST);
		List<Closed> closed = new ArrayList<>();
		this.jdbc.query(CLOSED, params, (row) -> {
			String description = row.getString("description");
			Map<SuggestedField, String> answers = new EnumMap<>(SuggestedField.class);
			for (SuggestedField field : SuggestedField.all()) {
				String answer = row.getString(field.word());
				if (answer != null) {
					answers.put(field, answer);
				}
			}
			closed.add(new Closed(
					SearchWords.of(row.getString("title") + "\n" + ((description != null) ? description : "")).keySet(),
					answers));
		});
		Collections.reverse(closed);
		return closed;
	}

	/** The versions in use, with what they may do. */
	@Transactional(readOnly = true)
	List<InUse> inUse() {
		return this.jdbc.query(IN_USE, tenant(),
				(row, number) -> new InUse(row.getObject("id", UUID.class), SuggestedField.of(row.getString("field")),
						row.getInt("version"), SuggestionMode.of(row.getString("mode")), row.getDouble("threshold")));
	}

	/** The weights of a version; none where it is not in use any more. */
	@Transactional(readOnly = true)
	Optional<byte[]> model(UUID id) {
		return this.jdbc
			.queryForList("SELECT model FROM suggestion_models WHERE id = :id AND model IS NOT NULL", Map.of("id", id),
					byte[].class)
			.stream()
			.findFirst();
	}

	/** Keeps a version, and lets it take the place of the one before where it is to. */
	void keep(Trained trained) {
		Map<String, @Nullable Object> params = tenant();
		boolean used = trained.outcome().equals("in_use");
		params.put("field", trained.field().word());
		if (used) {
			this.jdbc.update("UPDATE suggestion_models SET outcome = 'replaced', model = NULL"
					+ " WHERE tenant_id = :tenant AND field = :field AND outcome = 'in_use'", params);
		}
		Evaluation measured = trained.measured();
		params.put("id", UUID.randomUUID());
		params.put("at", OffsetDateTime.ofInstant(trained.at(), ZoneOffset.UTC));
		params.put("learnt", trained.learnt());
		params.put("held", measured.tickets());
		params.put("correct", measured.right());
		params.put("frequent", trained.mostFrequent());
		params.put("present", trained.present());
		params.put("said", measured.said());
		params.put("said_correct", measured.saidRight());
		params.put("doubt", measured.doubt());
		params.put("outcome", trained.outcome());
		params.put("model", used ? trained.model().bytes() : null);
		this.jdbc.update(
				"""
						INSERT INTO suggestion_models (id, tenant_id, field, version, trained_at, learnt, held_out, correct,
						       most_frequent, present, said, said_correct, doubt, outcome, model)
						SELECT :id, :tenant, :field, coalesce(max(version), 0) + 1, :at, :learnt, :held, :correct,
						       :frequent, CAST(:present AS integer), :said, :said_correct, :doubt, :outcome, CAST(:model AS bytea)
						  FROM suggestion_models WHERE tenant_id = :tenant AND field = :field
						""",
				params);
	}

	/** All versions, the latest first, with what became of what they said. */
	@Transactional(readOnly = true)
	List<SuggestionVersion> versions() {
		StringBuilder truth = new StringBuilder("CASE a.field");
		SuggestedField.all()
			.forEach((field) -> truth.append(" WHEN '").append(field.word()).append("' THEN ").append(field.sql()));
		return this.jdbc.query("""
				SELECT m.*, a.asked, a.answered, a.closed, a.confirmed
				  FROM suggestion_models m CROSS JOIN LATERAL (
				    SELECT count(*) AS asked, count(a.answer) AS answered,
				           count(*) FILTER (WHERE a.answer IS NOT NULL AND t.phase = 'closed') AS closed,
				           count(*) FILTER (WHERE t.phase = 'closed' AND a.answer = %s END) AS confirmed
				      FROM suggestion_answers a LEFT JOIN tickets_view t ON t.id = a.ticket_id
				      LEFT JOIN incident_ratings_view r ON r.id = a.ticket_id
				     WHERE a.tenant_id = m.tenant_id AND a.field = m.field AND a.version = m.version) a
				 WHERE m.tenant_id = :tenant ORDER BY m.field, m.version DESC LIMIT 400
				""".formatted(truth), tenant(), (row, number) -> version(row));
	}

	private static SuggestionVersion version(ResultSet row) throws SQLException {
		return new SuggestionVersion(row.getString("field"), row.getInt("version"),
				row.getObject("trained_at", OffsetDateTime.class).toInstant(), row.getInt("learnt"),
				row.getInt("held_out"), row.getInt("correct"), row.getInt("most_frequent"),
				(Integer) row.getObject("present"), row.getInt("said"), row.getInt("said_correct"),
				row.getDouble("doubt"), row.getString("outcome"), row.getInt("asked"), row.getInt("answered"),
				row.getInt("closed"), row.getInt("confirmed"));
	}

	/** What the models may do, field by field. */
	@Transactional(readOnly = true)
	List<Setting> settings() {
		Map<String, Setting> kept = new HashMap<>();
		this.jdbc.query("SELECT field, mode, threshold FROM suggestion_settings WHERE tenant_id = :tenant", tenant(),
				(row) -> {
					kept.put(row.getString("field"),
							new Setting(row.getString("field"), row.getString("mode"), row.getDouble("threshold")));
				});
		return SuggestedField.all()
			.stream()
			.map((field) -> kept.getOrDefault(field.word(),
					new Setting(field.word(), SuggestionMode.SUGGEST.word(), Setting.USUAL)))
			.toList();
	}

	void set(Setting setting) {
		Map<String, @Nullable Object> params = tenant();
		params.put("field", setting.field());
		params.put("mode", setting.mode());
		params.put("threshold", setting.threshold());
		this.jdbc.update(
				"""
						INSERT INTO suggestion_settings (tenant_id, field, mode, threshold) VALUES (:tenant, :field, :mode, :threshold)
						ON CONFLICT (tenant_id, field) DO UPDATE SET mode = excluded.mode, threshold = excluded.threshold
						""",
				params);
	}

	/** Writes down what a version said of a new ticket, or would have. */
	void said(UUID ticket, InUse version, @Nullable String answer, boolean filled, Instant at) {
		Map<String, @Nullable Object> params = tenant();
		params.put("ticket", ticket);
		params.put("field", version.field().word());
		params.put("version", version.version());
		params.put("answer", answer);
		params.put("filled", filled);
		params.put("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
		this.jdbc.update(
				"INSERT INTO suggestion_answers (tenant_id, ticket_id, field, version, answer, filled, at)"
						+ " VALUES (:tenant, :ticket, :field, :version, :answer, :filled, :at) ON CONFLICT DO NOTHING",
				params);
	}

	/** Forgets what was said of tickets long ago. */
	void forget() {
		this.jdbc.update(
				"DELETE FROM suggestion_answers WHERE tenant_id = :tenant AND at < now() - interval '400 days'",
				tenant());
	}

	/** A closed ticket: its words, and what was right for it. */
	record Closed(Set<String> terms, Map<SuggestedField, String> answers) {
	}

	/** A version in use and what it may do. */
	record InUse(UUID id, SuggestedField field, int version, SuggestionMode mode, double threshold) {
	}

	/**
	 * A version to keep.
	 *
	 * @param present of how many held-out tickets the version before was right
	 */
	record Trained(SuggestedField field, LinearModel model, int learnt, Evaluation measured, int mostFrequent,
			@Nullable Integer present, Instant at) {

		String outcome() {
			if (this.measured.right() <= this.mostFrequent) {
				return "no_better";
			}
			return (this.present != null && this.measured.right() < this.present) ? "worse" : "in_use";
		}

	}

}
