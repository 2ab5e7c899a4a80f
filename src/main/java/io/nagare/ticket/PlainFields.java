package io.nagare.ticket;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
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
 * What a request says of a ticket that has no fields but those of every ticket.
 *
 * @param title one line
 * @param description free text
 * @param priority a word of the type's table
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
 * @param rest everything else: the fields of the action that a status, assignee or team
 * performs
 */
public record PlainFields(JsonNullable<@NotBlank @Size(max = 500) String> title,
		JsonNullable<@Nullable @Size(max = 100_000) String> description, JsonNullable<@NotBlank String> priority,
		JsonNullable<@Nullable UUID> categoryId, JsonNullable<@Nullable UUID> siteId,
		JsonNullable<@Nullable UUID> departmentId, JsonNullable<@NotNull @Size(max = 100) List<@NotNull UUID>> ciIds,
		JsonNullable<@NotNull @Pattern(regexp = "internal|confidential") String> confidentiality,
		JsonNullable<@Nullable @Size(max = TicketTags.MOST) List<@NotNull @Size(max = 1000) String>> tags,
		JsonNullable<@Nullable @Min(1) @Max(525_600) Integer> estimatedMinutes,
		@JsonAnySetter @Schema(hidden = true) Map<String, @Nullable Object> rest) implements TicketFields {

	public PlainFields {
		rest = (rest != null) ? rest : Map.of();
	}

}
