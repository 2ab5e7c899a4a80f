package io.nagare.workflow.internal.rehearsal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.PlainJson;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.internal.rehearsal.Rehearsals.Counted;
import io.nagare.workflow.internal.rehearsal.Rehearsals.Otherwise;
import io.nagare.workflow.internal.rehearsal.Rehearsals.Rehearsal;

/** The reports. */
@Component
class RehearsalTables {

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private final NamedParameterJdbcTemplate jdbc;

	RehearsalTables(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	UUID make(String model, Instant from, Instant to, String by) {
		UUID id = UUID.randomUUID();
		this.jdbc.update(
				"INSERT INTO rehearsals (id, tenant_id, model, state, asked_from, asked_to, created_by)"
						+ " VALUES (:id, :tenant, :model, 'running', :from, :to, :by)",
				Map.of("id", id, "tenant", Tenancy.require().id(), "model", model, "from", Timestamp.from(from), "to",
						Timestamp.from(to), "by", by));
		return id;
	}

	/**
	 * Says how far it is.
	 * @return whether it is still wanted
	 */
	boolean progress(UUID id, int tickets, int done) {
		return this.jdbc.update(
				"UPDATE rehearsals SET tickets = :tickets, done = :done, touched_at = now() WHERE id = :id AND state = 'running'",
				Map.of("id", id, "tickets", tickets, "done", done)) == 1;
	}

	void ends(UUID id, String state, int different, List<Otherwise> report, List<Counted> outcomes) {
		try {
			this.jdbc.update(
					"UPDATE rehearsals SET state = :state, different = :different, report = CAST(:report AS jsonb),"
							+ " outcomes = CAST(:outcomes AS jsonb) WHERE id = :id AND state = 'running'",
					Map.of("id", id, "state", state, "different", different, "report", JSON.writeValueAsString(report),
							"outcomes", JSON.writeValueAsString(outcomes)));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One that says nothing for an hour was left by its node, and has failed. */
	Optional<Rehearsal> find(UUID id) {
		return this.jdbc
			.query("""
					SELECT *, CASE WHEN state = 'running' AND touched_at < now() - interval '1 hour' THEN 'failed' ELSE state END AS now
					  FROM rehearsals WHERE id = :id
					""",
					Map.of("id", id), (row, number) -> {
						try {
							return new Rehearsal(id, row.getString("model"), row.getString("now"),
									row.getInt("tickets"), row.getInt("done"), row.getInt("different"),
									JSON.readValue(row.getString("report"), new TypeReference<List<Otherwise>>() {
									}), row.getTimestamp("asked_from").toInstant(),
									row.getTimestamp("asked_to").toInstant(),
									JSON.readValue(row.getString("outcomes"), new TypeReference<List<Counted>>() {
									}));
						}
						catch (JsonProcessingException ex) {
							throw new IllegalStateException(ex);
						}
					})
			.stream()
			.findFirst();
	}

}
