package io.nagare.integration.webhook;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a webhook; what is absent stays.
 *
 * @param name what people call it
 * @param url where events are posted to
 * @param format how they are written
 * @param language {@code ja} or {@code en}, of what a chat reads; null for the tenant's
 * @param template what a chat reads below the ticket's number and title, with places such
 * as {@code {status}}; null for the product's words
 * @param types the events it is told of, {@code incident.*} for all of incidents; empty
 * for all
 * @param kinds the types of tickets; empty for all
 * @param priorities empty for all
 * @param teamIds the teams that have the ticket; empty for all
 * @param includesConfidential whether it is told of confidential tickets too
 * @param isActive whether it is told of anything
 */
public record WebhookFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@NotBlank @Size(max = 2000) String> url,
		JsonNullable<@NotNull @Pattern(regexp = "standard|cloudevents|slack|teams|line_works") String> format,
		JsonNullable<@Nullable @Pattern(regexp = "ja|en") String> language, JsonNullable<@Nullable String> template,
		JsonNullable<@NotNull @Size(max = 50) List<@NotBlank @Size(max = 80) String>> types,
		JsonNullable<@NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String>> kinds,
		JsonNullable<@NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String>> priorities,
		JsonNullable<@NotNull @Size(max = 50) List<@NotNull UUID>> teamIds,
		JsonNullable<@NotNull Boolean> includesConfidential, JsonNullable<@NotNull Boolean> isActive) {

	/** Whether they stop it, and say nothing else. */
	boolean onlyStop() {
		return Stream
			.of(this.name, this.url, this.format, this.language, this.template, this.types, this.kinds, this.priorities,
					this.teamIds, this.includesConfidential)
			.noneMatch(JsonNullable::isPresent) && this.isActive.isPresent() && !this.isActive.get();
	}

}
