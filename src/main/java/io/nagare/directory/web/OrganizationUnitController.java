package io.nagare.directory.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.OrganizationUnit;
import io.nagare.directory.OrganizationUnitManagement;
import io.nagare.directory.UnitKind;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
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

/** The sites and departments of the caller's tenant, each kind a tree of its own. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Sites and departments")
class OrganizationUnitController {

	private static final String READ = "organization:read";

	private final CurrentCaller currentCaller;

	private final DirectoryQueries register;

	private final OrganizationUnitManagement management;

	OrganizationUnitController(CurrentCaller currentCaller, DirectoryQueries register,
			OrganizationUnitManagement management) {
		this.currentCaller = currentCaller;
		this.register = register;
		this.management = management;
	}

	/** Each one directly after its parent. */
	@GetMapping("/sites")
	Paged<UnitDto> listSites(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return list(UnitKind.SITE, page, limit);
	}

	@GetMapping("/sites/{id}")
	UnitDto readSite(@PathVariable UUID id) {
		return read(UnitKind.SITE, id);
	}

	@PostMapping("/sites")
	ResponseEntity<UnitDto> createSite(@Valid @RequestBody OrganizationUnitManagement.NewUnit wanted) {
		return create(UnitKind.SITE, "/api/v1/sites/", wanted);
	}

	@PatchMapping("/sites/{id}")
	UnitDto changeSite(@PathVariable UUID id, @Valid @RequestBody OrganizationUnitManagement.UnitChanges changes,
			IfMatch ifMatch) {
		return change(UnitKind.SITE, id, changes, ifMatch);
	}

	/** Each one directly after its parent. */
	@GetMapping("/departments")
	Paged<UnitDto> listDepartments(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return list(UnitKind.DEPARTMENT, page, limit);
	}

	@GetMapping("/departments/{id}")
	UnitDto readDepartment(@PathVariable UUID id) {
		return read(UnitKind.DEPARTMENT, id);
	}

	@PostMapping("/departments")
	ResponseEntity<UnitDto> createDepartment(@Valid @RequestBody OrganizationUnitManagement.NewUnit wanted) {
		return create(UnitKind.DEPARTMENT, "/api/v1/departments/", wanted);
	}

	@PatchMapping("/departments/{id}")
	UnitDto changeDepartment(@PathVariable UUID id, @Valid @RequestBody OrganizationUnitManagement.UnitChanges changes,
			IfMatch ifMatch) {
		return change(UnitKind.DEPARTMENT, id, changes, ifMatch);
	}

	private Paged<UnitDto> list(UnitKind kind, @Nullable Integer page, @Nullable Integer limit) {
		this.currentCaller.require().demand(READ);
		List<OrganizationUnit> units = this.register.organizationUnits(kind);
		return Paged.of(units, PageQuery.of(page, limit)).map(UnitDto::of);
	}

	private UnitDto read(UnitKind kind, UUID id) {
		this.currentCaller.require().demand(READ);
		return UnitDto.of(this.register.organizationUnit(kind, id).orElseThrow(Refusal::notFound));
	}

	private ResponseEntity<UnitDto> create(UnitKind kind, String path, OrganizationUnitManagement.NewUnit wanted) {
		OrganizationUnit unit = this.management.create(this.currentCaller.require(), kind, wanted);
		return ResponseEntity.created(URI.create(path + unit.id())).body(UnitDto.of(unit));
	}

	private UnitDto change(UnitKind kind, UUID id, OrganizationUnitManagement.UnitChanges changes, IfMatch ifMatch) {
		return UnitDto.of(this.management.change(this.currentCaller.require(), kind, id, changes, ifMatch));
	}

	/** A site or department; at the top of its tree {@code parent_id} is null. */
	@Schema(name = "OrganizationUnit")
	record UnitDto(UUID id, String name, @Nullable String description, @Nullable UUID parentId, boolean isActive,
			long version) implements Versioned {

		static UnitDto of(OrganizationUnit unit) {
			return new UnitDto(unit.id(), unit.name(), unit.description(), unit.parent().orElse(null), unit.isActive(),
					unit.version());
		}

	}

}
