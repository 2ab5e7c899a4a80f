package io.nagare.directory.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenant;
import io.nagare.directory.TenantManagement;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All tenants, for platform administrators. */
@RestController
@RequestMapping("/api/v1/tenants")
@Tag(name = "Tenants")
class TenantController {

	private final CurrentCaller currentCaller;

	private final TenantManagement management;

	TenantController(CurrentCaller currentCaller, TenantManagement management) {
		this.currentCaller = currentCaller;
		this.management = management;
	}

	@GetMapping
	Paged<TenantDto> listTenants(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return Paged.of(this.management.all(this.currentCaller.require()), PageQuery.of(page, limit))
			.map(TenantDto::of);
	}

	@GetMapping("/{id}")
	TenantDto readTenant(@PathVariable UUID id) {
		return TenantDto.of(this.management.one(this.currentCaller.require(), id));
	}

	@PostMapping
	ResponseEntity<TenantDto> openTenant(@Valid @RequestBody TenantManagement.NewTenant wanted) {
		TenantDto tenant = TenantDto.of(this.management.open(this.currentCaller.require(), wanted));
		return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenant.id())).body(tenant);
	}

	@PatchMapping("/{id}")
	TenantDto changeTenant(@PathVariable UUID id, @Valid @RequestBody TenantManagement.TenantChanges changes,
			IfMatch ifMatch) {
		return TenantDto.of(this.management.change(this.currentCaller.require(), id, changes, ifMatch));
	}

	/** A tenant. */
	@Schema(name = "Tenant")
	record TenantDto(UUID id, String slug, String name, String timeZone, @Schema(allowableValues = {
			"ja", "en" }) String language, boolean releasesNeedApproval, boolean isActive, Instant createdAt,
			long version) implements Versioned{

		static TenantDto of(Tenant tenant) {
			return new TenantDto(tenant.tenantId().id(), tenant.tenantId().slug(), tenant.name(), tenant.zone().getId(),
					tenant.language(), tenant.releasesNeedApproval(), tenant.isActive(), tenant.createdAt(),
					tenant.version());
		}

	}

}
