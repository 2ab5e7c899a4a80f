package io.nagare.vendor;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a contract; what is absent stays.
 *
 * @param supplierId with whom
 * @param number what both call it; unique among the supplier's
 * @param beginsOn its first day
 * @param endsOn its last day; null where it goes on until somebody gives notice
 * @param noticeOn the last day on which notice can be given; null for none
 * @param terms what was agreed
 * @param ciIds the services and other configuration items that it covers
 */
public record ContractFields(JsonNullable<@NotNull UUID> supplierId,
		JsonNullable<@NotBlank @Size(max = 100) String> number, JsonNullable<@NotNull LocalDate> beginsOn,
		JsonNullable<@Nullable LocalDate> endsOn, JsonNullable<@Nullable LocalDate> noticeOn,
		JsonNullable<@Nullable @Size(max = 10_000) String> terms,
		JsonNullable<@NotNull @Size(max = 200) List<@NotNull UUID>> ciIds) {

	/** A number has no blanks around it, and is none where it has nothing else. */
	public ContractFields {
		number = number.map((text) -> Objects.requireNonNullElse(text, "").strip());
	}

}
