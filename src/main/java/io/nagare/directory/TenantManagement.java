package io.nagare.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.openapitools.jackson.nullable.JsonNullable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens and suspends tenants, on behalf of platform administrators, and lets each look
 * after what is its own.
 */
@Component
@Transactional
public class TenantManagement {

	private final TenantRepository tenants;

	private final UserManagement users;

	private final Administrators administrators;

	private final TimeZones zones;

	TenantManagement(TenantRepository tenants, UserManagement users, Administrators administrators, TimeZones zones) {
		this.tenants = tenants;
		this.users = users;
		this.administrators = administrators;
		this.zones = zones;
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
		ZoneId zone = (wanted.timeZone() != null) ? TimeZones.of("time_zone", wanted.timeZone())
				: this.zones.ofNewTenants();
		Tenant tenant = UniqueNameViolations.refused(() -> this.tenants.saveAndFlush(new Tenant(wanted.slug(),
				wanted.name().strip(), zone, (wanted.language() != null) ? wanted.language() : Tenant.JAPANESE)));
		this.users.create(tenant.tenantId().id(), Roles.ADMIN, by.userId(), wanted.admin());
		return tenant;
	}

	/**
	 * The caller's own.
	 * @throws Refusal NOT_FOUND for somebody of the platform
	 */
	@Transactional(readOnly = true)
	public Tenant own(Caller by) {
		return Optional.ofNullable(by.tenant())
			.flatMap((tenant) -> this.tenants.findById(tenant.id()))
			.orElseThrow(Refusal::notFound);
	}

	/**
	 * Changes what a tenant's administrators decide themselves.
	 * @throws Refusal NOT_FOUND for somebody of the platform; FORBIDDEN; STALE;
	 * VALIDATION_FAILED
	 */
	public Tenant changeOwn(Caller by, OwnChanges changes, IfMatch ifMatch) {
		by.demand("calendar:manage");
		Tenant tenant = own(by);
		ifMatch.check(tenant.version());
		changes.timeZone().ifPresent((zone) -> tenant.keepTo(TimeZones.of("time_zone", zone)));
		changes.language().ifPresent(tenant::speak);
		changes.releasesNeedApproval().ifPresent(tenant::demandApprovalOfReleases);
		return this.tenants.saveAndFlush(tenant);
	}

	/**
	 * Renames, suspends or readmits a tenant, sets its clock and language, and gives it
	 * an administrator where it has none any more.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for everybody but the platform; STALE;
	 * VALIDATION_FAILED; CONFLICT for an administrator of a tenant that has one, or whose
	 * name or address is taken
	 */
	public Tenant change(Caller by, UUID id, TenantChanges changes, IfMatch ifMatch) {
		Tenant tenant = one(by, id);
		ifMatch.check(tenant.version());
		changes.name().ifPresent((name) -> tenant.rename(name.strip()));
		changes.timeZone().ifPresent((zone) -> tenant.keepTo(TimeZones.of("time_zone", zone)));
		changes.language().ifPresent(tenant::speak);
		changes.isActive().ifPresent((active) -> {
			if (active) {
				tenant.readmit();
			}
			else {
				tenant.suspend();
			}
		});
		changes.admin().ifPresent((admin) -> rescue(by, id, admin));
		return this.tenants.saveAndFlush(tenant);
	}

	/** Else the platform could let itself into every tenant. */
	private void rescue(Caller by, UUID tenant, NewUser admin) {
		checkRole(admin);
		if (this.administrators.isAdministered(tenant)) {
			throw Refusal.conflict("admin", "has_administrator");
		}
		this.users.create(tenant, Roles.ADMIN, by.userId(), admin);
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
	 * @param timeZone the IANA name of the clock on which its people read times; null for
	 * {@code nagare.time-zone}
	 * @param language {@code ja} or {@code en}, of what is written once for all of its
	 * people; null for {@code ja}
	 */
	public record NewTenant(@NotBlank @Size(max = 32) @Pattern(regexp = "[a-z][a-z0-9-]+|") String slug,
			@NotBlank @Size(max = 200) String name, @NotNull @Valid NewUser admin,
			@Nullable @Size(max = 50) String timeZone, @Nullable @Pattern(regexp = "ja|en") String language) {
	}

	/**
	 * What a tenant changes about itself; what is absent stays.
	 *
	 * @param timeZone the IANA name of the clock on which its people read times
	 * @param language {@code ja} or {@code en}, of what is written once for all of its
	 * people
	 * @param releasesNeedApproval whether models come into force only as a change that
	 * others than their author have approved
	 */
	public record OwnChanges(JsonNullable<@NotBlank @Size(max = 50) String> timeZone,
			JsonNullable<@NotNull @Pattern(regexp = "ja|en") String> language,
			JsonNullable<@NotNull Boolean> releasesNeedApproval) {
	}

	/**
	 * What is to change about a tenant; what is absent stays. The slug never changes.
	 *
	 * @param admin a new first administrator, for a tenant that has none any more
	 */
	public record TenantChanges(JsonNullable<@NotBlank @Size(max = 200) String> name,
			JsonNullable<@NotBlank @Size(max = 50) String> timeZone,
			JsonNullable<@NotNull @Pattern(regexp = "ja|en") String> language, JsonNullable<@NotNull Boolean> isActive,
			JsonNullable<@NotNull @Valid NewUser> admin) {
	}

}
