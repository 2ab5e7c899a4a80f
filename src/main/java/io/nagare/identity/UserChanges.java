package io.nagare.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What is to change about a user; what is absent stays. The user name never changes. */
public record UserChanges(JsonNullable<@NotBlank @Email @Size(max = 255) String> email,
		JsonNullable<@NotBlank @Size(max = 100) String> firstName,
		JsonNullable<@NotBlank @Size(max = 100) String> lastName, JsonNullable<@Nullable @Size(max = 20) String> phone,
		JsonNullable<@NotNull String> role, JsonNullable<@Nullable @Size(max = 100) String> department,
		JsonNullable<@NotNull Boolean> isActive, JsonNullable<@NotNull Boolean> vip,
		JsonNullable<@NotNull @Pattern(regexp = "ja|en") String> locale,
		JsonNullable<@NotNull @Size(min = PasswordRule.SHORTEST, max = PasswordRule.LONGEST) String> password) {

	@Override
	public String toString() {
		return "UserChanges[not shown]";
	}

}
