package io.nagare.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
		JsonNullable<@Nullable UUID> departmentId, JsonNullable<@Nullable UUID> siteId,
		JsonNullable<@Nullable UUID> managerId, JsonNullable<@NotNull Boolean> isActive,
		JsonNullable<@NotNull Boolean> vip, JsonNullable<@NotNull @Pattern(regexp = "ja|en") String> locale,
		JsonNullable<@NotNull @Size(min = PasswordPolicy.SHORTEST, max = PasswordPolicy.LONGEST) String> password) {

	/** What is to change but for the right to be here, by the words of the API. */
	List<String> beyondAdmission() {
		Map<String, JsonNullable<?>> fields = new LinkedHashMap<>();
		fields.put("email", this.email);
		fields.put("first_name", this.firstName);
		fields.put("last_name", this.lastName);
		fields.put("phone", this.phone);
		fields.put("role", this.role);
		fields.put("department", this.department);
		fields.put("department_id", this.departmentId);
		fields.put("site_id", this.siteId);
		fields.put("manager_id", this.managerId);
		fields.put("vip", this.vip);
		fields.put("locale", this.locale);
		fields.put("password", this.password);
		return fields.entrySet()
			.stream()
			.filter((field) -> field.getValue().isPresent())
			.map(Map.Entry::getKey)
			.toList();
	}

	@Override
	public String toString() {
		return "UserChanges[not shown]";
	}

}
