package io.nagare.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketTags;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of an incident; what is absent stays as it is.
 *
 * @param title one line
 * @param description free text
 * @param priority of a report, what the reporter asks for; the table decides
 * @param impact a word of the table; the lowest where a report names none
 * @param urgency a word of the table; as the priority asks where a report names none
 * @param categoryId what it is about
 * @param siteId the site where it arose; where nothing is said, the reporter's
 * @param departmentId the department where it arose; where nothing is said, the
 * reporter's
 * @param ciIds the configuration items concerned
 * @param confidentiality who may read it
 * @param tags words that people find it by; of those that differ only by their case of
 * letters, the first is kept
 * @param estimatedMinutes how long it is expected to take; agents say it; null for nobody
 * knows
 * @param assigneeId who is to work on it; agents say it
 * @param reporterId on whose behalf an agent reports; null for himself
 * @param rest everything else: the fields of the action that a status, assignee or team
 * performs
 */
public record IncidentFields(JsonNullable<@NotBlank @Size(max = 500) String> title,
		JsonNullable<@Nullable @Size(max = 100_000) String> description, JsonNullable<@Nullable String> priority,
		JsonNullable<@Nullable String> impact, JsonNullable<@Nullable String> urgency,
		JsonNullable<@Nullable UUID> categoryId, JsonNullable<@Nullable UUID> siteId,
		JsonNullable<@Nullable UUID> departmentId, JsonNullable<@Nullable @Size(max = 100) List<@NotNull UUID>> ciIds,
		JsonNullable<@Nullable @Pattern(regexp = "internal|confidential") String> confidentiality,
		JsonNullable<@Nullable @Size(max = TicketTags.MOST) List<@NotNull @Size(max = 1000) String>> tags,
		JsonNullable<@Nullable @Min(1) @Max(525_600) Integer> estimatedMinutes, JsonNullable<@Nullable UUID> assigneeId,
		JsonNullable<@Nullable UUID> reporterId,
		@JsonAnySetter @Schema(hidden = true) Map<String, @Nullable Object> rest) implements TicketFields {

	public IncidentFields {
		rest = (rest != null) ? rest : Map.of();
	}

	/** Of an incident that is there, impact, urgency and assignee are an action's. */
	@Override
	public Map<String, @Nullable Object> others() {
		Map<String, @Nullable Object> others = new LinkedHashMap<>(this.rest);
		put(others, "impact", this.impact);
		put(others, "urgency", this.urgency);
		put(others, "assignee_id", this.assigneeId);
		put(others, "reporter_id", this.reporterId);
		return others;
	}

	private static void put(Map<String, @Nullable Object> others, String name, JsonNullable<?> field) {
		field.ifPresent((value) -> others.put(name, (value != null) ? value.toString() : null));
	}

}
