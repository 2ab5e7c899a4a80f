package io.nagare.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketTags;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a change; what is absent stays as it is. Times are moments in
 * UTC.
 *
 * @param title one line
 * @param description free text
 * @param type {@code standard}, {@code normal} or {@code emergency}
 * @param priority a word of the SLA's table
 * @param categoryId what it is about
 * @param siteId the site where it arose; where nothing is said, the reporter's
 * @param departmentId the department where it arose; where nothing is said, the
 * reporter's
 * @param ciIds the configuration items that are changed
 * @param confidentiality who may read it
 * @param tags words that people find it by; of those that differ only by their case of
 * letters, the first is kept
 * @param estimatedMinutes how long it is expected to take; agents say it; null for nobody
 * knows
 * @param reason why it is wanted
 * @param plannedStart when the window begins
 * @param plannedEnd when it ends
 * @param pointOfNoReturn from when there is no way back; null where there always is one
 * @param implementationPlan how it is done
 * @param backoutPlan how it is undone
 * @param testPlan how it is shown to work
 * @param riskAnswers what only people know about its risk
 * @param modelId the model it follows; null for none
 * @param implementerId who is responsible for carrying it out; null for nobody yet
 * @param tasks the steps, all of them in order
 * @param rest everything else: the fields of the action that a status, assignee or team
 * performs
 */
public record ChangeFields(JsonNullable<@NotBlank @Size(max = 500) String> title,
		JsonNullable<@Nullable @Size(max = 100_000) String> description,
		JsonNullable<@NotNull @Pattern(regexp = "standard|normal|emergency|process") String> type,
		JsonNullable<@NotBlank String> priority, JsonNullable<@Nullable UUID> categoryId,
		JsonNullable<@Nullable UUID> siteId, JsonNullable<@Nullable UUID> departmentId,
		JsonNullable<@NotNull @Size(max = 100) List<@NotNull UUID>> ciIds,
		JsonNullable<@NotNull @Pattern(regexp = "internal|confidential") String> confidentiality,
		JsonNullable<@Nullable @Size(max = TicketTags.MOST) List<@NotNull @Size(max = 1000) String>> tags,
		JsonNullable<@Nullable @Min(1) @Max(525_600) Integer> estimatedMinutes,
		JsonNullable<@Nullable @Size(max = 100_000) String> reason, JsonNullable<@Nullable Instant> plannedStart,
		JsonNullable<@Nullable Instant> plannedEnd, JsonNullable<@Nullable Instant> pointOfNoReturn,
		JsonNullable<@Nullable @Size(max = 100_000) String> implementationPlan,
		JsonNullable<@Nullable @Size(max = 100_000) String> backoutPlan,
		JsonNullable<@Nullable @Size(max = 100_000) String> testPlan,
		JsonNullable<@NotNull @Valid RiskAnswers> riskAnswers, JsonNullable<@Nullable UUID> modelId,
		JsonNullable<@Nullable UUID> implementerId,
		JsonNullable<@NotNull @Size(max = 100) List<@NotNull @Valid Step>> tasks,
		@JsonAnySetter @Schema(hidden = true) Map<String, @Nullable Object> rest) implements TicketFields {

	public ChangeFields {
		rest = (rest != null) ? rest : Map.of();
	}

	@Override
	public ChangeFields withoutReason() {
		return new ChangeFields(this.title, this.description, this.type, this.priority, this.categoryId, this.siteId,
				this.departmentId, this.ciIds, this.confidentiality, this.tags, this.estimatedMinutes,
				JsonNullable.undefined(), this.plannedStart, this.plannedEnd, this.pointOfNoReturn,
				this.implementationPlan, this.backoutPlan, this.testPlan, this.riskAnswers, this.modelId,
				this.implementerId, this.tasks, this.rest);
	}

	@Override
	public Stream<JsonNullable<?>> own() {
		return Stream.of(this.type, this.reason, this.plannedStart, this.plannedEnd, this.pointOfNoReturn,
				this.implementationPlan, this.backoutPlan, this.testPlan, this.riskAnswers, this.modelId,
				this.implementerId, this.tasks);
	}

	/**
	 * What only people know about the risk.
	 *
	 * @param backoutTested whether the way back was tried
	 * @param rehearsed whether the whole was tried
	 * @param teamExperience how often the team did such a thing: {@code much},
	 * {@code some} or {@code none}
	 */
	public record RiskAnswers(@NotNull Boolean backoutTested, @NotNull Boolean rehearsed,
			@NotNull @Pattern(regexp = "much|some|none") String teamExperience) {
	}

	/**
	 * A step to carry out.
	 *
	 * @param title one line
	 * @param assigneeId who does it; null for nobody in particular
	 * @param plannedStart when; may be null
	 * @param plannedEnd until when; may be null
	 */
	public record Step(@NotBlank @Size(max = 500) String title, @Nullable UUID assigneeId,
			@Nullable Instant plannedStart, @Nullable Instant plannedEnd) {

		boolean endsBeforeItStarts() {
			return this.plannedStart != null && this.plannedEnd != null && !this.plannedStart.isBefore(this.plannedEnd);
		}

	}

}
