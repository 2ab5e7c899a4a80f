package io.nagare.directory;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.nagare.shared.Refusal;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;

/** Says which name is taken, by the unique index that refused it. */
final class UniqueNameViolations {

	private static final Map<String, String> FIELDS = Map.of("users_username_key", "username", "users_email_key",
			"email", "teams_name_key", "name", "tenant_roles_key", "key", "categories_name_key", "name",
			"organization_units_name_key", "name", "tenants_slug_key", "slug");

	private UniqueNameViolations() {
	}

	/**
	 * Does the work, which must flush.
	 * @throws Refusal CONFLICT where a name is taken
	 */
	static <T> T refused(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (DataIntegrityViolationException ex) {
			if (ex.getCause() instanceof ConstraintViolationException violation) {
				String field = FIELDS.get(Objects.requireNonNullElse(violation.getConstraintName(), ""));
				if (field != null) {
					throw Refusal.conflict(field, "already_exists");
				}
			}
			throw ex;
		}
	}

}
