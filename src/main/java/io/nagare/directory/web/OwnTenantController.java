package io.nagare.directory.web;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.TenantManagement;
import io.nagare.directory.web.TenantController.TenantDto;
import io.nagare.shared.IfMatch;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own tenant. */
@RestController
@RequestMapping("/api/v1/tenant")
@Tag(name = "Tenants")
class OwnTenantController {

	private final CurrentCaller currentCaller;

	private final TenantManagement management;

	OwnTenantController(CurrentCaller currentCaller, TenantManagement management) {
		this.currentCaller = currentCaller;
		this.management = management;
	}

	@GetMapping
	TenantDto readOwnTenant() {
		return TenantDto.of(this.management.own(this.currentCaller.require()));
	}

	/** Changes the clock on which its people read times, for its administrators. */
	@PatchMapping
	TenantDto changeOwnTenant(@Valid @RequestBody TenantManagement.OwnChanges changes, IfMatch ifMatch) {
		return TenantDto.of(this.management.changeOwn(this.currentCaller.require(), changes, ifMatch));
	}

}
