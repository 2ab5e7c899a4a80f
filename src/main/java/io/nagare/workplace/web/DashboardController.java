package io.nagare.workplace.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.nagare.workplace.Dashboard;
import io.nagare.workplace.DashboardCard;
import io.nagare.workplace.DashboardFields;
import io.nagare.workplace.DashboardService;

/** Figures that people look at again and again. */
@RestController
@Tag(name = "Dashboards")
@RequestMapping("/api/v1/dashboards")
class DashboardController {

	private final DashboardService dashboards;

	DashboardController(DashboardService dashboards) {
		this.dashboards = dashboards;
	}

	@GetMapping
	@Operation(summary = "Lists the dashboards that the caller may look at: his own, his teams' and the tenant's")
	Paged<DashboardDto> listDashboards(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.dashboards.page(PageQuery.of(page, limit)).map(DashboardDto::of);
	}

	@GetMapping("/{id}")
	DashboardDto readDashboard(@PathVariable UUID id) {
		return DashboardDto.of(this.dashboards.one(id));
	}

	@PostMapping
	@Operation(summary = "Keeps a dashboard, for oneself, a team or the whole tenant")
	ResponseEntity<DashboardDto> keepDashboard(@Valid @RequestBody DashboardFields fields) {
		DashboardDto kept = DashboardDto.of(this.dashboards.keep(fields));
		return ResponseEntity.created(URI.create("/api/v1/dashboards/" + kept.id())).body(kept);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a dashboard")
	DashboardDto changeDashboard(@PathVariable UUID id, @Valid @RequestBody DashboardFields fields, IfMatch ifMatch) {
		return DashboardDto.of(this.dashboards.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a dashboard")
	void removeDashboard(@PathVariable UUID id, IfMatch ifMatch) {
		this.dashboards.remove(id, ifMatch);
	}

	@Schema(name = "Dashboard")
	record DashboardDto(UUID id, String name, List<DashboardCard> cards, @Schema(allowableValues = {
			"own", "team", "tenant" }) String scope, @Nullable UUID teamId, UUID ownerId, Instant createdAt,
			Instant updatedAt, long version) implements Versioned{

		static DashboardDto of(Dashboard dashboard) {
			return new DashboardDto(dashboard.id(), dashboard.name(), dashboard.cards(), dashboard.scope(),
					dashboard.team().orElse(null), dashboard.owner(), dashboard.createdAt(), dashboard.updatedAt(),
					dashboard.version());
		}

	}

}
