package io.nagare.directory;

import java.util.UUID;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A user who is to be created.
 *
 * @param username the name to sign in with; unique over all tenants, and never changed
 * @param email unique over all tenants
 * @param firstName the given name
 * @param lastName the family name
 * @param phone a telephone number; may be null
 * @param role a word of {@link Roles}; null for {@code user}
 * @param department the department by its name, a new one where none has it; may be null
 * @param departmentId the department by its id; null for what {@code department} says
 * @param siteId where the person works; may be null
 * @param vip whether the person's tickets weigh more; null for no
 * @param locale {@code ja} or {@code en}; null for the language of the tenant
 * @param password null for an account that nobody can sign in to yet
 */
public record NewUser(@NotBlank @Size(max = 100) @Pattern(regexp = NewUser.USERNAME) String username,
		@NotBlank @Email @Size(max = 255) String email, @NotBlank @Size(max = 100) String firstName,
		@NotBlank @Size(max = 100) String lastName, @Nullable @Size(max = 20) String phone, @Nullable String role,
		@Nullable @Size(max = 100) String department, @Nullable UUID departmentId, @Nullable UUID siteId,
		@Nullable Boolean vip, @Nullable @Pattern(regexp = "ja|en") String locale,
		@Nullable @Size(min = PasswordPolicy.SHORTEST, max = PasswordPolicy.LONGEST) String password) {

	/** What the engine takes as an id; a blank name is told apart as missing. */
	public static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9_.@-]*|";

	@Override
	public String toString() {
		return "NewUser[" + this.username + "]";
	}

}
