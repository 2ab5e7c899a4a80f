package io.nagare.cmdb.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.cmdb.imports.CiImportService;
import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.CmdbService;
import io.nagare.cmdb.ImpactDirection;
import io.nagare.cmdb.ImpactedItem;
import io.nagare.cmdb.CiRelationType;
import io.nagare.cmdb.CiRelationView;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** Configuration items and how they hang together, for those who may see the CMDB. */
@RestController
@RequestMapping("/api/v1/cis")
@Tag(name = "CMDB")
class CiController {

	private final Cmdb cmdb;

	private final CmdbService management;

	private final CiImportService imports;

	private final CiQrCodes qrCodes;

	private final CurrentCaller caller;

	CiController(Cmdb cmdb, CmdbService management, CiImportService imports, CiQrCodes qrCodes, CurrentCaller caller) {
		this.cmdb = cmdb;
		this.management = management;
		this.imports = imports;
		this.qrCodes = qrCodes;
		this.caller = caller;
	}

	/** The items in use, or those of a status or a person. */
	@GetMapping
	Paged<CiDto> list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(name = "ci_class", required = false) @Nullable String ciClass,
			@RequestParam(required = false) @Nullable CiStatus status,
			@RequestParam(name = "owner_user_id", required = false) @Nullable UUID owner,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort) {
		this.caller.require().demand("cmdb:read");
		return this.cmdb.search(q, ciClass, status, owner, PageQuery.of(page, limit, sort, null, Cmdb.SORTABLE))
			.map(CiDto::of);
	}

	/** The services in use and what is the caller's own, to be named in a report. */
	@GetMapping("/reportable")
	Paged<ReportableCi> listReportableCis(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		Caller me = this.caller.requireMember();
		me.demand("knowledge:read");
		return this.cmdb.reportable(q, me.userId(), PageQuery.of(page, limit))
			.map((item) -> new ReportableCi(item.id(), item.name(), item.ciClass(),
					item.ownerUser().filter(me.userId()::equals).isPresent()));
	}

	@GetMapping("/{id}")
	CiDto show(@PathVariable UUID id) {
		this.caller.require().demand("cmdb:read");
		return this.cmdb.item(id).map(CiDto::of).orElseThrow(Refusal::notFound);
	}

	/** A QR code that leads to the item's page, to be put on a device. */
	@GetMapping(path = "/{id}/qr-code", produces = "image/svg+xml")
	String drawQrCode(@PathVariable UUID id) {
		demand(id, null);
		return this.qrCodes.draw(id);
	}

	@PostMapping
	ResponseEntity<CiDto> createCi(@Valid @RequestBody CmdbService.NewItem wanted) {
		CiDto created = CiDto.of(this.management.create(this.caller.require(), wanted));
		return ResponseEntity.created(URI.create("/api/v1/cis/" + created.id())).body(created);
	}

	@PatchMapping("/{id}")
	CiDto changeCi(@PathVariable UUID id, @Valid @RequestBody CmdbService.ItemChanges changes, IfMatch ifMatch) {
		return CiDto.of(this.management.change(this.caller.require(), id, changes, ifMatch));
	}

	/** Forgets an item. One that goes out of use is retired instead. */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void deleteCi(@PathVariable UUID id, IfMatch ifMatch) {
		this.management.delete(this.caller.require(), id, ifMatch);
	}

	/** Takes items over from a CSV file: all of them, or none where anything is wrong. */
	@PostMapping(path = "/imports", consumes = "text/csv")
	CiImportService.Report importCis(@RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
			@RequestBody byte[] file) {
		return this.imports.take(this.caller.require(), file, dryRun);
	}

	/** The relations of an item, whichever end it is, as they are or were. */
	@GetMapping("/{id}/relations")
	Paged<CiRelationView> listRelations(@PathVariable UUID id,
			@RequestParam(name = "as_of", required = false) @Nullable Instant asOf,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		demand(id, asOf);
		return this.cmdb.relations(id, asOf, PageQuery.of(page, limit));
	}

	/** Relates the item to another one, from now on. */
	@PostMapping("/{id}/relations")
	ResponseEntity<CreatedRelation> createRelation(@PathVariable UUID id, @Valid @RequestBody NewRelation wanted) {
		UUID relation = this.management.relate(this.caller.require(), id, wanted.type(), wanted.targetId());
		return ResponseEntity.created(URI.create("/api/v1/cis/" + id + "/relations/" + relation))
			.body(new CreatedRelation(relation, id, wanted.type(), wanted.targetId()));
	}

	/** Ends a relation. What was remains to be seen with {@code as_of}. */
	@DeleteMapping("/{id}/relations/{relation_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endRelation(@PathVariable UUID id, @PathVariable("relation_id") UUID relationId) {
		this.management.unrelate(this.caller.require(), id, relationId);
	}

	/**
	 * What a fault of the item can reach ({@code down}) or where one of its faults can
	 * come from ({@code up}), nearest first.
	 */
	@GetMapping("/{id}/impact")
	Paged<ImpactedItem> analyseImpact(@PathVariable UUID id,
			@RequestParam(defaultValue = "down") ImpactDirection direction,
			@RequestParam(defaultValue = "" + Cmdb.USUAL_DEPTH) int depth,
			@RequestParam(name = "as_of", required = false) @Nullable Instant asOf,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		demand(id, asOf);
		if (depth < 1 || depth > Cmdb.DEEPEST) {
			throw Refusal.invalid("depth", "out_of_range", 1, Cmdb.DEEPEST);
		}
		return this.cmdb.impact(id, direction, depth, asOf, PageQuery.of(page, limit));
	}

	private void demand(UUID id, @Nullable Instant asOf) {
		this.caller.require().demand("cmdb:read");
		if (!this.cmdb.knows(id, asOf)) {
			throw Refusal.notFound();
		}
	}

	/**
	 * A relation that is to be recorded.
	 *
	 * @param type how the item relates to the target
	 */
	@Schema(name = "NewCiRelation")
	record NewRelation(@NotNull CiRelationType type, @NotNull UUID targetId) {
	}

	/**
	 * An item that a report may be about.
	 *
	 * @param isMine whether it is the caller's own
	 */
	record ReportableCi(UUID id, String name, String ciClass, boolean isMine) {
	}

	@Schema(name = "CreatedCiRelation")
	record CreatedRelation(UUID id, UUID sourceId, CiRelationType type, UUID targetId) {
	}

}
