package io.nagare.directory;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param role the main role, a word of {@link Roles}
 * @param roles all roles that are in force, the main one among them
 * @param teams the teams the person belongs to
 * @param permissions what the caller may do: all that the roles together give, or less
 * @param withheld what his roles give and his token does not; empty where he may do all
 * @param program by what he called the token, or the client its administrator, through
 * which he comes; null where he comes himself
 * @param until when the first of the roles ends, and this is no longer who he is; null
 * where none does
 */
public record Caller(UUID userId, String username, @Nullable TenantId tenant, String role, Set<String> roles,
		Set<UUID> teams, Set<String> permissions, Set<String> withheld, @Nullable String program,
		@Nullable Instant until) {

	/** Somebody of one role, who may do all that it gives. */
	public Caller(UUID userId, String username, @Nullable TenantId tenant, String role, Set<UUID> teams,
			Set<String> permissions) {
		this(userId, username, tenant, role, Set.of(role), teams, permissions, null);
	}

	/** Somebody who may do all that his roles give. */
	public Caller(UUID userId, String username, @Nullable TenantId tenant, String role, Set<String> roles,
			Set<UUID> teams, Set<String> permissions, @Nullable Instant until) {
		this(userId, username, tenant, role, roles, teams, permissions, Set.of(), null, until);
	}

	/** Whether a role of his has ended since, so that he has to be looked up anew. */
	public boolean isOutdatedAt(Instant now) {
		return this.until != null && !now.isBefore(this.until);
	}

	/** Whether the caller holds the permission, such as {@code incident:work}. */
	public boolean may(String permission) {
		return this.permissions.contains(permission);
	}

	/** The same caller with those of his permissions that are among these. */
	public Caller limitedTo(Set<String> permissions) {
		Map<Boolean, Set<String>> parts = this.permissions.stream()
			.collect(Collectors.partitioningBy(permissions::contains, Collectors.toUnmodifiableSet()));
		Set<String> withheld = Stream.concat(this.withheld.stream(), parts.getOrDefault(false, Set.of()).stream())
			.collect(Collectors.toUnmodifiableSet());
		return new Caller(this.userId, this.username, this.tenant, this.role, this.roles, this.teams,
				parts.getOrDefault(true, Set.of()), withheld, this.program, this.until);
	}

	/** The same caller, through a program of that name. */
	public Caller through(String name) {
		return new Caller(this.userId, this.username, this.tenant, this.role, this.roles, this.teams, this.permissions,
				this.withheld, name, this.until);
	}

	/** Whether he may do less than his roles give, because his token says so. */
	public boolean isLimited() {
		return !this.withheld.isEmpty();
	}

	/**
	 * Lets only callers pass who hold the permission.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	public void demand(String permission) {
		if (!may(permission)) {
			throw lacking(permission);
		}
	}

	/**
	 * What is said to who does not hold the permission: where only his token lacks it,
	 * that, so that his program can ask for another.
	 */
	public Refusal lacking(String permission) {
		return this.withheld.contains(permission) ? Refusal.insufficientScope(permission) : Refusal.forbidden();
	}

	/** The same where otherwise the value of one field is to blame. */
	public Refusal lacking(String permission, String field, String code) {
		return this.withheld.contains(permission) ? Refusal.insufficientScope(permission)
				: Refusal.forbidden(field, code);
	}

	/** Whether the caller works on the tenant's tickets. */
	public boolean isAgent() {
		return Roles.isAgent(this.roles)
				&& this.permissions.stream().anyMatch((permission) -> permission.endsWith(":work"));
	}

	/**
	 * Whether the caller has to reach people: works for them, manages them or reports for
	 * them. Others who may look people up see their addresses and numbers masked.
	 */
	public boolean reachesPeople() {
		return isAgent() || may("user:manage")
				|| this.permissions.stream().anyMatch((permission) -> permission.endsWith(":report_for_others"));
	}

	/** The key of the caller's tenant; null for a platform administrator. */
	public @Nullable UUID tenantId() {
		return (this.tenant != null) ? this.tenant.id() : null;
	}

	/** Whether the caller runs the platform and belongs to no tenant. */
	public boolean isPlatform() {
		return this.tenant == null;
	}

}
