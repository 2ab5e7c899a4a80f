package io.nagare.directory.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.RoleManagement;
import io.nagare.directory.Roles;
import io.nagare.directory.TenantRole;
import io.nagare.shared.IfMatch;
import io.nagare.shared.TicketKinds;
import io.nagare.shared.Versioned;

/**
 * The roles there are: those that come with the product, of which users are given one
 * each, and those of the tenant's own, which they hold beside it.
 */
@RestController
@Tag(name = "Users")
@RequestMapping(RoleController.PATH)
class RoleController {

	static final String PATH = "/api/v1/roles";

	private final CurrentCaller currentCaller;

	private final RoleManagement management;

	private final TicketKinds kinds;

	RoleController(CurrentCaller currentCaller, RoleManagement management, TicketKinds kinds) {
		this.currentCaller = currentCaller;
		this.management = management;
		this.kinds = kinds;
	}

	/**
	 * Each with what it may do, and whether the caller may give it to others; the shipped
	 * ones first.
	 */
	@GetMapping
	List<RoleDto> listRoles() {
		Caller caller = this.currentCaller.require();
		List<TenantRole> own = this.management.all(caller);
		Map<UUID, Long> holders = own.isEmpty() ? Map.of() : this.management.holders();
		return Stream
			.concat(Roles.all().stream().sorted().map((role) -> shipped(role, caller)),
					own.stream().map((role) -> RoleDto.of(role, caller, holders)))
			.toList();
	}

	private RoleDto shipped(String role, Caller caller) {
		return RoleDto.of(role, Roles.permissionsOf(role, this.kinds.all()), caller.may("user:manage")
				&& Roles.mayGrant(caller.roles(), role) && caller.isPlatform() == Roles.PLATFORM.equals(role));
	}

	@GetMapping("/permissions")
	@Operation(summary = "Lists what a role of the tenant's own may allow")
	List<String> listPermissions() {
		Caller caller = this.currentCaller.requireMember();
		caller.demand("user:read");
		return this.management.possible(caller).stream().sorted().toList();
	}

	@GetMapping("/{id}")
	@Operation(summary = "Reads a role of the tenant's own, by its id or its key")
	RoleDto readRole(@PathVariable String id) {
		Caller caller = this.currentCaller.require();
		return RoleDto.of(this.management.one(caller, id), caller, this.management.holders());
	}

	@PostMapping
	@Operation(summary = "Makes a role of the tenant's own")
	ResponseEntity<RoleDto> createRole(@Valid @RequestBody RoleManagement.NewRole wanted) {
		Caller caller = this.currentCaller.requireInPerson();
		TenantRole role = this.management.create(caller, wanted);
		return ResponseEntity.created(URI.create(PATH + "/" + role.id())).body(RoleDto.of(role, caller, Map.of()));
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a role of the tenant's own, at once for everybody who holds it")
	RoleDto changeRole(@PathVariable String id, @Valid @RequestBody RoleManagement.RoleChanges changes,
			IfMatch ifMatch) {
		Caller caller = this.currentCaller.requireInPerson();
		return RoleDto.of(this.management.change(caller, id, changes, ifMatch), caller, this.management.holders());
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a role of the tenant's own that nobody holds")
	void deleteRole(@PathVariable String id, IfMatch ifMatch) {
		this.management.delete(this.currentCaller.requireInPerson(), id, ifMatch);
	}

	/**
	 * A role.
	 *
	 * @param role its word
	 * @param id of a role of the tenant's own; null for a shipped one, as are its names
	 * @param countsAs the shipped role among whose people models and notices count those
	 * who hold it; null for none
	 * @param grantable whether the caller may give it to somebody
	 * @param holders how many hold it now; null for a shipped one
	 */
	@Schema(name = "Role")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RoleDto(String role, @Nullable UUID id, @Nullable String nameJa, @Nullable String nameEn,
			@Nullable String description, List<String> permissions, @Nullable String countsAs, boolean grantable,
			@Nullable Long holders, long version) implements Versioned {

		static RoleDto of(String shipped, Set<String> permissions, boolean grantable) {
			return new RoleDto(shipped, null, null, null, null, permissions.stream().sorted().toList(), null, grantable,
					null, 0);
		}

		static RoleDto of(TenantRole role, Caller caller, Map<UUID, Long> holders) {
			return new RoleDto(role.key(), role.id(), role.nameJa(), role.nameEn(), role.description(),
					role.permissions(), role.countsAs().orElse(null), caller.may("user:manage"),
					holders.getOrDefault(role.id(), 0L), role.version());
		}

	}

}
