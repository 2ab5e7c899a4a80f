package io.nagare.vendor;

import java.util.Objects;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a supplier; what is absent stays.
 *
 * @param name unique in the tenant, in any case of letters
 * @param contactEmail where its service desk reads mail
 * @param contactPhone its service desk's number
 * @param portalUrl the web page on which it takes what is reported
 * @param isActive whether anything new may be asked of it
 */
public record SupplierFields(JsonNullable<@NotBlank @Size(max = 200) String> name,
		JsonNullable<@Nullable @Email @Size(max = 255) String> contactEmail,
		JsonNullable<@Nullable @Size(max = 100) String> contactPhone,
		JsonNullable<@Nullable @Size(max = 2000) String> portalUrl, JsonNullable<@NotNull Boolean> isActive) {

	/** A name has no blanks around it, and is none where it has nothing else. */
	public SupplierFields {
		name = name.map((text) -> Objects.requireNonNullElse(text, "").strip());
	}

}
