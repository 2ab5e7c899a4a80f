package io.nagare.directory.web;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.RoleGrantQueries;
import io.nagare.directory.RoleGrantQueries.Holder;
import io.nagare.directory.RoleGrantQueries.Holding;
import io.nagare.directory.RoleGrantQueries.Question;
import io.nagare.directory.RoleGrants;
import io.nagare.shared.Cells;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Who holds which role, since when, by whom and until when. */
@RestController
@Tag(name = "Users")
@RequestMapping(RoleGrantController.PATH)
class RoleGrantController {

	static final String PATH = "/api/v1/role-grants";

	private static final String CSV = "text/csv;charset=UTF-8";

	private final CurrentCaller currentCaller;

	private final RoleGrantQueries queries;

	private final RoleGrants grants;

	RoleGrantController(CurrentCaller currentCaller, RoleGrantQueries queries, RoleGrants grants) {
		this.currentCaller = currentCaller;
		this.queries = queries;
		this.grants = grants;
	}

	@GetMapping
	@Operation(summary = "Lists who holds which role, by people's names, each one's main role first")
	Paged<HoldingDto> listRoleGrants(@RequestParam(required = false) @Nullable String role,
			@RequestParam(name = "user_id", required = false) @Nullable UUID user,
			@RequestParam(name = "include_ended", defaultValue = "false") boolean ended,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.queries
			.page(this.currentCaller.require(), new Question(role, user, ended), PageQuery.of(page, limit))
			.map(HoldingDto::of);
	}

	@GetMapping("/export")
	@Operation(summary = "The same as a file, all of it", responses = @ApiResponse(responseCode = "200",
			description = "The file", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
	ResponseEntity<byte[]> exportRoleGrants(@RequestParam(required = false) @Nullable String role,
			@RequestParam(name = "user_id", required = false) @Nullable UUID user,
			@RequestParam(name = "include_ended", defaultValue = "false") boolean ended) throws IOException {
		StringWriter file = new StringWriter().append('\ufeff');
		CSVPrinter printer = new CSVPrinter(file, CSVFormat.EXCEL);
		printer.printRecord("username", "last_name", "first_name", "role", "is_main", "granted_at", "granted_by",
				"until", "ended_at", "ended_by", "reason", "permissions");
		for (Holding one : this.queries.all(this.currentCaller.require(), new Question(role, user, ended))) {
			printer.printRecord(one.user().username(), Cells.harmless(one.user().lastName()),
					Cells.harmless(one.user().firstName()), one.role(), one.main(), one.grantedAt(),
					username(one.grantedBy()), one.until(), one.endedAt(), username(one.endedBy()),
					(one.reason() != null) ? Cells.harmless(one.reason()) : null,
					(one.permissions() != null) ? String.join(" ", one.permissions()) : null);
		}
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_TYPE, CSV)
			.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"role-grants.csv\"")
			.body(file.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static @Nullable String username(@Nullable Holder person) {
		return (person != null) ? person.username() : null;
	}

	@GetMapping("/{id}")
	HoldingDto readRoleGrant(@PathVariable UUID id) {
		return HoldingDto.of(this.queries.one(this.currentCaller.require(), id));
	}

	@PostMapping
	@Operation(summary = "Grants somebody a role beside his main one, for good or until a moment")
	ResponseEntity<HoldingDto> grantRole(@Valid @RequestBody NewRoleGrant wanted) {
		UUID id = this.grants
			.grant(this.currentCaller.requireInPerson(), wanted.userId(),
					new RoleGrants.NewGrant(wanted.role(), wanted.until(), wanted.reason()))
			.id();
		return ResponseEntity.created(URI.create(PATH + "/" + id)).body(readRoleGrant(id));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Takes the role away at once; that he held it stays on record")
	void takeRoleAway(@PathVariable UUID id) {
		this.grants.takeAway(this.currentCaller.requireInPerson(), id);
	}

	/**
	 * A role that somebody is to hold beside his main one.
	 *
	 * @param until when it ends by itself; null for never
	 * @param reason for auditors to read
	 */
	@Schema(name = "NewRoleGrant")
	record NewRoleGrant(@NotNull UUID userId, @NotBlank @Size(max = 50) String role, @Nullable Instant until,
			@Nullable @Size(max = 500) String reason) {
	}

	/** Somebody who holds, gave or took a role. */
	@Schema(name = "RoleHolder")
	record HolderDto(UUID id, String username, String firstName, String lastName) {

		static @Nullable HolderDto of(@Nullable Holder person) {
			return (person != null)
					? new HolderDto(person.id(), person.username(), person.firstName(), person.lastName()) : null;
		}

	}

	/**
	 * A role that somebody holds or held.
	 *
	 * @param id null for a main role, which changes with the user
	 * @param grantedBy null where nobody in particular gave it, or nobody knows any more
	 * @param until when it ends by itself; null for never
	 * @param endedAt when it was over; null where it is in force
	 * @param endedBy who took it away; null where nobody did
	 * @param permissions what a role of the tenant's own allows, or allowed at its end;
	 * null for a shipped role
	 */
	@Schema(name = "RoleGrant")
	record HoldingDto(@Nullable UUID id, @Nullable HolderDto user, String role, boolean isMain, @Nullable String reason,
			Instant grantedAt, @Nullable HolderDto grantedBy, @Nullable Instant until, @Nullable Instant endedAt,
			@Nullable HolderDto endedBy, @Nullable List<String> permissions) {

		static HoldingDto of(Holding one) {
			return new HoldingDto(one.id(), HolderDto.of(one.user()), one.role(), one.main(), one.reason(),
					one.grantedAt(), HolderDto.of(one.grantedBy()), one.until(), one.endedAt(),
					HolderDto.of(one.endedBy()), one.permissions());
		}

	}

}
