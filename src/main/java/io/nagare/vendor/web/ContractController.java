package io.nagare.vendor.web;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
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

import io.nagare.cmdb.ConfigurationItem;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.nagare.vendor.ContractFields;
import io.nagare.vendor.ContractQueries;
import io.nagare.vendor.ContractQueries.Filter;
import io.nagare.vendor.ContractService;
import io.nagare.vendor.ContractState;
import io.nagare.vendor.Supplier;
import io.nagare.vendor.SupplierContract;

/** What was agreed with suppliers. */
@RestController
@Tag(name = "Suppliers")
@RequestMapping("/api/v1")
class ContractController {

	private static final String PATH = "/contracts";

	private final ContractQueries queries;

	private final ContractService service;

	ContractController(ContractQueries queries, ContractService service) {
		this.queries = queries;
		this.service = service;
	}

	@GetMapping(PATH)
	@Operation(summary = "Lists contracts, those first that end first; state=ending finds those of which the end or "
			+ "the last day to give notice is at most 60 days away")
	Paged<ContractDto> listContracts(@RequestParam(required = false) @Nullable String q,
			@RequestParam(name = "supplier_id", required = false) @Nullable UUID supplierId,
			@RequestParam(name = "ci_id", required = false) @Nullable UUID ciId,
			@RequestParam(required = false) @Nullable ContractState state,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort) {
		return this.queries
			.page(new Filter(q, supplierId, ciId, state),
					PageQuery.of(page, limit, sort, null, ContractQueries.SORTABLE))
			.map(ContractDto::of);
	}

	@GetMapping(PATH + "/{id}")
	ContractDto readContract(@PathVariable UUID id) {
		return ContractDto.of(this.queries.one(id));
	}

	@PostMapping(PATH)
	ResponseEntity<ContractDto> addContract(@Valid @RequestBody ContractFields fields) {
		ContractDto added = readContract(this.service.add(fields));
		return ResponseEntity.created(URI.create("/api/v1" + PATH + "/" + added.id())).body(added);
	}

	@PatchMapping(PATH + "/{id}")
	ContractDto changeContract(@PathVariable UUID id, @Valid @RequestBody ContractFields fields, IfMatch ifMatch) {
		this.service.change(id, fields, ifMatch);
		return readContract(id);
	}

	@GetMapping("/cis/{id}/contracts")
	@Operation(summary = "Lists the contracts that cover a configuration item, those first that end first")
	Paged<ContractDto> listContractsOfCi(@PathVariable UUID id, @RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.queries.covering(id, PageQuery.of(page, limit)).map(ContractDto::of);
	}

	@Schema(name = "ContractSupplier")
	record SupplierRef(UUID id, String name) {

		static SupplierRef of(Supplier one) {
			return new SupplierRef(one.id(), one.name());
		}

	}

	/** A configuration item that a contract covers. */
	@Schema(name = "CoveredItem")
	record ItemDto(UUID id, String name, String ciClass) {

		static ItemDto of(ConfigurationItem item) {
			return new ItemDto(item.id(), item.name(), item.ciClass());
		}

	}

	/**
	 * A contract with a supplier.
	 *
	 * @param endsOn its last day; null where it goes on until somebody gives notice
	 * @param noticeOn the last day on which notice can be given
	 */
	@Schema(name = "Contract")
	record ContractDto(UUID id, String number, SupplierRef supplier, ContractState state, LocalDate beginsOn,
			@Nullable LocalDate endsOn, @Nullable LocalDate noticeOn, @Nullable String terms, List<ItemDto> items,
			Instant createdAt, Instant updatedAt, long version) implements Versioned {

		static ContractDto of(ContractQueries.View view) {
			SupplierContract one = view.contract();
			return new ContractDto(one.id(), one.number(), SupplierRef.of(view.supplier()), view.state(),
					one.beginsOn(), one.endsOn().orElse(null), one.noticeOn().orElse(null), one.terms().orElse(null),
					view.items().stream().map(ItemDto::of).toList(), one.createdAt(), one.updatedAt(), one.version());
		}

	}

}
