package io.nagare.directory.web;

import java.util.List;

import io.nagare.shared.TicketKinds;
import io.swagger.v3.oas.annotations.media.Schema;
import io.nagare.shared.TicketKinds;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Roles;

/** The roles there are. They come with the product; users are given one each. */
@RestController
@Tag(name = "Users")
class RoleController {

	private final CurrentCaller currentCaller;

	private final TicketKinds kinds;

	RoleController(CurrentCaller currentCaller, TicketKinds kinds) {
		this.currentCaller = currentCaller;
		this.kinds = kinds;
	}

	/** Each with what it may do, and whether the caller may give it to others. */
	@GetMapping("/api/v1/roles")
	List<RoleDto> listRoles() {
		Caller caller = this.currentCaller.require();
		caller.demand("user:read");
		return Roles.all()
			.stream()
			.sorted()
			.map((role) -> new RoleDto(role, Roles.permissionsOf(role, this.kinds.all()).stream().sorted().toList(),
					caller.may("user:manage") && Roles.mayGrant(caller.roles(), role)
							&& caller.isPlatform() == Roles.PLATFORM.equals(role)))
			.toList();
	}

	/**
	 * A role.
	 *
	 * @param grantable whether the caller may give it to somebody
	 */
	@Schema(name = "Role")
	record RoleDto(String role, List<String> permissions, boolean grantable) {
	}

}
