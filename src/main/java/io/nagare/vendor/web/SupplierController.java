package io.nagare.vendor.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.nagare.vendor.Supplier;
import io.nagare.vendor.SupplierFields;
import io.nagare.vendor.SupplierHolds;
import io.nagare.vendor.SupplierService;

/** The suppliers of a tenant. */
@RestController
@Tag(name = "Suppliers")
@RequestMapping(SupplierController.PATH)
class SupplierController {

	static final String PATH = "/api/v1/suppliers";

	private final SupplierService suppliers;

	private final SupplierHolds holds;

	SupplierController(SupplierService suppliers, SupplierHolds holds) {
		this.suppliers = suppliers;
		this.holds = holds;
	}

	/** By name; those of whom nothing new is asked only where they are asked for. */
	@GetMapping
	Paged<SupplierDto> listSuppliers(@RequestParam(required = false) @Nullable String q,
			@RequestParam(name = "include_inactive", defaultValue = "false") boolean includeInactive,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.suppliers.page(q, includeInactive, PageQuery.of(page, limit)).map(SupplierDto::of);
	}

	/** How long those took that were given a ticket in the period. */
	@GetMapping("/figures")
	List<SupplierHolds.Figures> measureSuppliers(@RequestParam Instant from, @RequestParam Instant to) {
		return this.holds.figures(from, to);
	}

	@GetMapping("/{id}")
	SupplierDto readSupplier(@PathVariable UUID id) {
		return SupplierDto.of(this.suppliers.one(id));
	}

	@PostMapping
	ResponseEntity<SupplierDto> addSupplier(@Valid @RequestBody SupplierFields fields) {
		SupplierDto added = SupplierDto.of(this.suppliers.add(fields));
		return ResponseEntity.created(URI.create(PATH + "/" + added.id())).body(added);
	}

	@PatchMapping("/{id}")
	SupplierDto changeSupplier(@PathVariable UUID id, @Valid @RequestBody SupplierFields fields, IfMatch ifMatch) {
		return SupplierDto.of(this.suppliers.change(id, fields, ifMatch));
	}

	/**
	 * A supplier.
	 *
	 * @param portalUrl the web page on which it takes what is reported
	 * @param isActive whether anything new may be asked of it
	 */
	@Schema(name = "Supplier")
	record SupplierDto(UUID id, String name, @Nullable String contactEmail, @Nullable String contactPhone,
			@Nullable String portalUrl, boolean isActive, Instant createdAt, Instant updatedAt,
			long version) implements Versioned {

		static SupplierDto of(Supplier one) {
			return new SupplierDto(one.id(), one.name(), one.contactEmail().orElse(null),
					one.contactPhone().orElse(null), one.portalUrl().orElse(null), one.isActive(), one.createdAt(),
					one.updatedAt(), one.version());
		}

	}

}
