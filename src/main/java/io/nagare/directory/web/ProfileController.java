package io.nagare.directory.web;

import io.nagare.directory.UserDto;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.TimeZones;
import io.nagare.directory.UserManagement;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the caller who he is, what he may do, and in which language he is told things.
 */
@RestController
@Tag(name = "Authentication")
class ProfileController {

	private final CurrentCaller currentCaller;

	private final DirectoryQueries register;

	private final UserViews views;

	private final Directory directory;

	private final TimeZones zones;

	private final UserManagement management;

	ProfileController(CurrentCaller currentCaller, DirectoryQueries register, UserViews views, Directory directory,
			TimeZones zones, UserManagement management) {
		this.currentCaller = currentCaller;
		this.management = management;
		this.register = register;
		this.views = views;
		this.directory = directory;
		this.zones = zones;
	}

	@GetMapping("/api/v1/auth/profile")
	ProfileDto readProfile() {
		Caller caller = this.currentCaller.require();
		UserDto user = this.register.user(caller.userId())
			.map((known) -> this.views.of(known, caller))
			.orElseThrow(Refusal::notFound);
		TenantId tenant = caller.tenant();
		ZoneId zone = (tenant != null) ? this.directory.zone() : this.zones.ofNewTenants();
		return new ProfileDto(user, (tenant != null) ? new TenantRef(tenant.id(), tenant.slug()) : null, zone.getId(),
				List.copyOf(caller.roles()), caller.permissions().stream().sorted().toList());
	}

	@PatchMapping("/api/v1/auth/profile")
	@Operation(summary = "Says in which language the caller is told things; in person only")
	ProfileDto changeProfile(@Valid @RequestBody ProfileChanges changes) {
		Caller caller = this.currentCaller.requireInPerson();
		changes.locale().ifPresent((locale) -> this.management.speak(caller, locale));
		return readProfile();
	}

	/**
	 * What people change of themselves.
	 *
	 * @param locale the language of mails and notices
	 */
	@Schema(name = "ProfileChanges")
	record ProfileChanges(JsonNullable<@NotNull @Pattern(regexp = "ja|en") String> locale) {
	}

	/**
	 * The caller's own user, with his tenant, if any, and his permissions.
	 *
	 * @param timeZone the IANA name of the clock on which he reads times
	 * @param roles all that he holds now, the main one first
	 */
	@Schema(name = "Profile")
	record ProfileDto(@JsonUnwrapped UserDto user, @Nullable TenantRef tenant, String timeZone, List<String> roles,
			List<String> permissions) {
	}

	/** A tenant by id and slug. */
	@Schema(name = "TenantRef")
	record TenantRef(UUID id, String slug) {
	}

}
