package io.nagare.identity;

import java.util.Set;
import java.util.UUID;

import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The person or program on whose behalf something is asked, as known at most 30 seconds
 * ago.
 *
 * @param userId the key of the user
 * @param username the user's name, which is the id in the engine
 * @param tenant the tenant; null for a platform administrator
 * @param role a word of {@link Roles}
 * @param teams the teams the person belongs to
 */
public record Caller(UUID userId, String username, @Nullable TenantId tenant, String role, Set<UUID> teams) {

	/** Whether the caller's role holds the permission, such as {@code incident:work}. */
	public boolean may(String permission) {
		return Roles.permissionsOf(this.role).contains(permission);
	}

	/**
	 * Lets only callers pass who hold the permission.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	public void demand(String permission) {
		if (!may(permission)) {
			throw Refusal.forbidden();
		}
	}

	/** Whether the caller works on the tenant's tickets. */
	public boolean isAgent() {
		return may("incident:work");
	}

	/** Whether the caller runs the platform and belongs to no tenant. */
	public boolean isPlatform() {
		return this.tenant == null;
	}

}
