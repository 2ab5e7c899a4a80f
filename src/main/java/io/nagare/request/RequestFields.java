package io.nagare.request;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

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
 * What a request to the API says of what somebody asks for.
 *
 * @param type what is asked for, a word of {@code GET /requests/types}; never changed
 * @param title one line; the name of the type where it says nothing
 * @param description free text
 * @param priority a word of the table
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
 * @param reporterId who asks, where an agent writes it down for him; the caller otherwise
 * @param requestedForId the colleague whom it is for; null for who asks himself. It never
 * changes
 * @param rest everything else: the fields of the type's form, or of the action that a
 * status, assignee or team performs
 */
public record RequestFields(JsonNullable<@NotBlank @Size(max = 60) String> type,
		JsonNullable<@NotBlank @Size(max = 500) String> title,
		JsonNullable<@Nullable @Size(max = 100_000) String> description, JsonNullable<@NotBlank String> priority,
		JsonNullable<@Nullable UUID> categoryId, JsonNullable<@Nullable UUID> siteId,
		JsonNullable<@Nullable UUID> departmentId, JsonNullable<@NotNull @Size(max = 100) List<@NotNull UUID>> ciIds,
		JsonNullable<@NotNull @Pattern(regexp = "internal|confidential") String> confidentiality,
		JsonNullable<@Nullable @Size(max = TicketTags.MOST) List<@NotNull @Size(max = 1000) String>> tags,
		JsonNullable<@Nullable @Min(1) @Max(525_600) Integer> estimatedMinutes, JsonNullable<@NotNull UUID> reporterId,
		JsonNullable<@Nullable UUID> requestedForId,
		@JsonAnySetter @Schema(hidden = true) Map<String, @Nullable Object> rest) implements TicketFields {

	public RequestFields {
		rest = (rest != null) ? rest : Map.of();
	}

	/** Of an edit, so that it is refused and not passed over. */
	@Override
	public Stream<JsonNullable<?>> own() {
		return Stream.of(this.type, this.requestedForId);
	}

	RequestFields called(String title) {
		return new RequestFields(this.type, JsonNullable.of(title), this.description, this.priority, this.categoryId,
				this.siteId, this.departmentId, this.ciIds, this.confidentiality, this.tags, this.estimatedMinutes,
				this.reporterId, this.requestedForId, this.rest);
	}

}
