package io.nagare.ticket.query;

import io.swagger.v3.oas.annotations.media.Schema;
import io.nagare.shared.WordOf;
import io.nagare.shared.Phase;
import io.nagare.shared.PlainJson;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * What every ticket shows in the API, read in one row.
 *
 * @param id its id
 * @param number what people call it; each practice names the field after itself
 * @param title one line
 * @param description free text
 * @param status the word of the model
 * @param phase what it means
 * @param priority the word of the table
 * @param confidentiality who may read it: {@code internal} for all agents
 * @param reporter who reported it
 * @param assignee who works on it
 * @param team whose queue it is in
 * @param category what it is about
 * @param site the site where it arose
 * @param department the department where it arose
 * @param ciIds the configuration items concerned
 * @param tags words that people find it by
 * @param estimatedMinutes how long it is expected to take; null where nobody said
 * @param responseDueAt until when somebody is to respond
 * @param resolutionDueAt until when it is to be resolved; null while that is paused
 * @param slaState {@code running}, {@code at_risk}, {@code paused}, {@code breached},
 * {@code met} or {@code cancelled}; null without service levels
 * @param respondedAt when somebody did
 * @param resolvedAt when it was last resolved
 * @param closedAt when it ended
 * @param source how it came in; null of one from before that was kept
 * @param sourceName which program, alert source, mailbox or schedule
 * @param fields what forms keep of it, by the keys of their fields
 * @param createdAt when it was reported
 * @param updatedAt when it last changed
 */
public record TicketSummary(UUID id, @JsonIgnore String number, @JsonIgnore long version, String title,
		@Nullable String description, String status, @WordOf(Phase.class) String phase, String priority,
		@Schema(allowableValues = {
				"internal", "confidential" }) String confidentiality,
		Person reporter, @Nullable Person assignee, @Nullable Named team, @Nullable Named category,
		@Nullable Named site, @Nullable Named department, List<UUID> ciIds, List<String> tags,
		@Nullable Integer estimatedMinutes, @Nullable Instant responseDueAt, @Nullable Instant resolutionDueAt,
		@Schema(allowableValues = { "running", "at_risk", "paused", "breached", "met",
				"cancelled" }) @Nullable String slaState,
		@Nullable Instant respondedAt, @Nullable Instant resolvedAt, @Nullable Instant closedAt,
		@Schema(allowableValues = { "portal", "api", "graphql", "mcp", "servicenow", "tasklist", "engine-rest", "mail",
				"alert", "schedule", "product" }) @Nullable String source,
		@Nullable String sourceName, Map<String, Object> fields, Instant createdAt, Instant updatedAt){

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private static final TypeReference<Map<String, Object>> KEPT = new TypeReference<>() {
	};

	/** The columns of {@link #of}, over {@link #JOINS}. */
	static final String COLUMNS = """
			t.id, t.number, t.version, t.title, t.description, t.status, t.phase, t.priority, t.confidentiality,
			t.ci_ids, t.tags, t.estimated_minutes, t.response_due_at, t.resolution_due_at, t.sla_state, t.responded_at, t.resolved_at, t.closed_at, t.source, t.source_name, t.kept, t.created_at,
			t.updated_at,
			r.id AS reporter_id, r.username AS reporter_username, r.first_name AS reporter_first_name,
			r.last_name AS reporter_last_name,
			a.id AS assignee_id, a.username AS assignee_username, a.first_name AS assignee_first_name,
			a.last_name AS assignee_last_name,
			m.id AS team_id, m.name AS team_name, m.description AS team_description,
			c.id AS category_id, c.name AS category_name, c.description AS category_description,
			s.id AS site_id, s.name AS site_name, s.description AS site_description,
			d.id AS department_id, d.name AS department_name, d.description AS department_description""";

	/** Whom and what a ticket refers to. */
	static final String JOINS = """
			JOIN users_view r ON r.id = t.reporter_id
			LEFT JOIN users_view a ON a.id = t.assignee_id
			LEFT JOIN teams_view m ON m.id = t.team_id
			LEFT JOIN categories_view c ON c.id = t.category_id
			LEFT JOIN organization_units_view s ON s.id = t.site_id
			LEFT JOIN organization_units_view d ON d.id = t.department_id""";

	static TicketSummary of(ResultSet row) throws SQLException {
		return new TicketSummary(row.getObject("id", UUID.class), row.getString("number"), row.getLong("version"),
				row.getString("title"), row.getString("description"), row.getString("status"), row.getString("phase"),
				row.getString("priority"), row.getString("confidentiality"), requirePerson(row),
				person(row, "assignee"), named(row, "team"), named(row, "category"), named(row, "site"),
				named(row, "department"), uuids(row.getArray("ci_ids")),
				List.of((String[]) row.getArray("tags").getArray()), row.getObject("estimated_minutes", Integer.class),
				instant(row, "response_due_at"), instant(row, "resolution_due_at"), row.getString("sla_state"),
				instant(row, "responded_at"), instant(row, "resolved_at"), instant(row, "closed_at"),
				row.getString("source"), row.getString("source_name"), kept(row.getString("kept")),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	/** About how many characters its texts have. */
	long characters() {
		return this.title.length() + ((this.description != null) ? this.description.length() : 0)
				+ this.fields.values().stream().mapToLong((value) -> String.valueOf(value).length()).sum();
	}

	private static Person requirePerson(ResultSet row) throws SQLException {
		Person reporter = person(row, "reporter");
		if (reporter == null) {
			throw new SQLException("A ticket has no reporter");
		}
		return reporter;
	}

	/**
	 * Somebody whose columns begin with the prefix.
	 * @return null where there is nobody
	 */
	public static @Nullable Person person(ResultSet row, String prefix) throws SQLException {
		UUID id = row.getObject(prefix + "_id", UUID.class);
		return (id == null) ? null : new Person(id, row.getString(prefix + "_username"),
				row.getString(prefix + "_first_name"), row.getString(prefix + "_last_name"));
	}

	private static Map<String, Object> kept(String json) throws SQLException {
		try {
			return json.equals("{}") ? Map.of() : JSON.readValue(json, KEPT);
		}
		catch (JsonProcessingException ex) {
			throw new SQLException("The kept fields of a ticket cannot be read", ex);
		}
	}

	private static @Nullable Named named(ResultSet row, String prefix) throws SQLException {
		UUID id = row.getObject(prefix + "_id", UUID.class);
		return (id == null) ? null
				: new Named(id, row.getString(prefix + "_name"), row.getString(prefix + "_description"));
	}

	private static List<UUID> uuids(Array array) throws SQLException {
		return List.of((UUID[]) array.getArray());
	}

	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** A user as others see him: no address, no role. */
	public record Person(UUID id, String username, String firstName, String lastName) {
	}

	/** A team, category, site or department. */
	public record Named(UUID id, String name, @Nullable String description) {
	}

}
