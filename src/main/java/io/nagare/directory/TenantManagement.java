package io.nagare.directory;

import java.util.List;
import java.util.UUID;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens and suspends tenants, on behalf of platform administrators. */
@Component
@Transactional
public class TenantManagement {

	private final TenantRepository tenants;

	private final UserManagement users;

	TenantManagement(TenantRepository tenants, UserManagement users) {
		this.tenants = tenants;
		this.users = users;
	}

	/**
	 * All tenants by slug.
	 * @throws Refusal FORBIDDEN for everybody but the platform
	 */
	@Transactional(readOnly = true)
	public List<Tenant> all(Caller by) {
		by.demand("tenant:manage");
		return this.tenants.findAll(Sort.by("slug"));
	}

	/**
	 * The tenant.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform
	 */
	@Transactional(readOnly = true)
	public Tenant one(Caller by, UUID id) {
		by.demand("tenant:manage");
		return this.tenants.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Opens a tenant with its first administrator, who creates everybody else.
	 * @throws Refusal FORBIDDEN for everybody but the platform; VALIDATION_FAILED;
	 * CONFLICT for a slug, user name or address that is taken
	 */
	public Tenant open(Caller by, NewTenant wanted) {
		by.demand("tenant:manage");
		checkRole(wanted.admin());
		if (wanted.slug().equals(Roles.PLATFORM)) {
			throw Refusal.invalid("slug", "reserved_name");
		}
		Tenant tenant = UniqueNameViolations
			.refused(() -> this.tenants.saveAndFlush(new Tenant(wanted.slug(), wanted.name().strip())));
		this.users.create(tenant.tenantId().id(), Roles.ADMIN, wanted.admin());
		return tenant;
	}

	/**
	 * Renames, suspends or readmits a tenant, and gives it an administrator where it has
	 * none any more.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform; STALE;
	 * VALIDATION_FAILED; CONFLICT for an administrator of a tenant that has one, or whose
	 * name or address is taken
	 */
	public Tenant change(Caller by, UUID id, TenantChanges changes, IfMatch ifMatch) {
		Tenant tenant = one(by, id);
		ifMatch.check(tenant.version());
		changes.name().ifPresent((name) -> tenant.rename(name.strip()));
		changes.isActive().ifPresent((active) -> {
			if (active) {
				tenant.readmit();
			}
			else {
				tenant.suspend();
			}
		});
		changes.admin().ifPresent((admin) -> rescue(id, admin));
		return this.tenants.saveAndFlush(tenant);
	}

	/** Else the platform could let itself into every tenant. */
	private void rescue(UUID tenant, NewUser admin) {
		checkRole(admin);
		if (this.users.isAdministered(tenant)) {
			throw Refusal.conflict("admin", "has_administrator");
		}
		this.users.create(tenant, Roles.ADMIN, admin);
	}

	private static void checkRole(NewUser admin) {
		if (admin.role() != null && !admin.role().equals(Roles.ADMIN)) {
			throw Refusal.invalid("admin.role", "not_allowed", Roles.ADMIN);
		}
	}

	/**
	 * A tenant that is to be opened.
	 *
	 * @param slug its short, stable word, the engine's tenant id
	 * @param name what people call it
	 * @param admin its first administrator
	 */
	public record NewTenant(@NotBlank @Size(max = 32) @Pattern(regexp = "[a-z][a-z0-9-]+|") String slug,
			@NotBlank @Size(max = 200) String name, @NotNull @Valid NewUser admin) {
	}

	/**
	 * What is to change about a tenant; what is absent stays. The slug never changes.
	 *
	 * @param admin a new first administrator, for a tenant that has none any more
	 */
	public record TenantChanges(JsonNullable<@NotBlank @Size(max = 200) String> name,
			JsonNullable<@NotNull Boolean> isActive, JsonNullable<@NotNull @Valid NewUser> admin) {
	}

}
