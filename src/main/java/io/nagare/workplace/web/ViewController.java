package io.nagare.workplace.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
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

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.nagare.workplace.SavedView;
import io.nagare.workplace.SavedViewFields;
import io.nagare.workplace.SavedViewService;
import io.nagare.workplace.ViewCounts;

/** Lists of tickets that people look at again and again. */
@RestController
@Tag(name = "Views")
@RequestMapping("/api/v1/views")
class ViewController {

	private final SavedViewService views;

	private final ViewCounts counts;

	private final CurrentCaller callers;

	ViewController(SavedViewService views, ViewCounts counts, CurrentCaller callers) {
		this.views = views;
		this.counts = counts;
		this.callers = callers;
	}

	@GetMapping
	@Operation(summary = "Lists the views that the caller saved, and those shared with his teams")
	Paged<SavedViewDto> listViews(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.views.page(PageQuery.of(page, limit)).map(this::dto);
	}

	@GetMapping("/counts")
	@Operation(summary = "Counts the tickets of standing and saved views at once, each exact to 10,000")
	List<ViewCounts.ViewCount> countViews(@RequestParam(required = false) @Nullable List<String> kind,
			@RequestParam(required = false) @Nullable List<String> view) {
		return this.counts.of(kind, view);
	}

	@GetMapping("/{id}")
	SavedViewDto readView(@PathVariable UUID id) {
		return dto(this.views.one(id));
	}

	@PostMapping
	@Operation(summary = "Saves a view, for oneself or shared with a team one belongs to")
	ResponseEntity<SavedViewDto> saveView(@Valid @RequestBody NewView view) {
		SavedViewDto saved = dto(this.views.save(view.kind(), new SavedViewFields(JsonNullable.of(view.name()),
				said(view.filter()), said(view.columns()), said(view.sort()), said(view.teamId()))));
		return ResponseEntity.created(URI.create("/api/v1/views/" + saved.id())).body(saved);
	}

	private static <T> JsonNullable<T> said(@Nullable T value) {
		return (value != null) ? JsonNullable.of(value) : JsonNullable.undefined();
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a view that the caller saved")
	SavedViewDto changeView(@PathVariable UUID id, @Valid @RequestBody SavedViewFields fields, IfMatch ifMatch) {
		return dto(this.views.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a view that the caller saved")
	void removeView(@PathVariable UUID id, IfMatch ifMatch) {
		this.views.remove(id, ifMatch);
	}

	private SavedViewDto dto(SavedView view) {
		return new SavedViewDto(view.id(), view.kind(), view.name(), view.filter(), view.columns(),
				view.sort().orElse(null), view.team().orElse(null), view.owner(),
				view.owner().equals(this.callers.require().userId()), view.createdAt(), view.updatedAt(),
				view.version());
	}

	/**
	 * A view to save.
	 *
	 * @param kind the path of the type of tickets, such as {@code incidents}
	 * @param name what its owner calls it
	 * @param filter the parameters of the list as its address has them
	 * @param columns what of each ticket is shown
	 * @param sort in which order
	 * @param teamId the team that sees it too
	 */
	record NewView(@NotBlank String kind, @NotBlank @Size(max = 100) String name,
			@Nullable @Size(max = 2000) String filter,
			@Nullable @Size(max = 30) List<@NotNull @Pattern(regexp = "[a-z_.]{1,64}") String> columns,
			@Nullable @Size(max = 200) String sort, @Nullable UUID teamId) {
	}

	/**
	 * A saved view.
	 *
	 * @param isMine whether the caller saved it
	 */
	@Schema(name = "SavedView")
	record SavedViewDto(UUID id, String kind, String name, String filter, List<String> columns, @Nullable String sort,
			@Nullable UUID teamId, UUID ownerId, boolean isMine, Instant createdAt, Instant updatedAt,
			long version) implements Versioned {
	}

}
