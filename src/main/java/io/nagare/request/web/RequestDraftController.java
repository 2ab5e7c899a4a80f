package io.nagare.request.web;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.nagare.request.RequestDraft;
import io.nagare.request.RequestDraftService;
import io.nagare.request.RequestView;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Requests that the caller has begun and not sent. */
@RestController
@RequestMapping("/api/v1/request-drafts")
@Tag(name = "Requests")
class RequestDraftController {

	private final RequestDraftService drafts;

	RequestDraftController(RequestDraftService drafts) {
		this.drafts = drafts;
	}

	@GetMapping
	@Operation(summary = "Lists the caller's drafts, the last written first; nobody else sees them")
	Paged<DraftDto> listRequestDrafts(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.drafts.page(PageQuery.of(page, limit)).map(DraftDto::of);
	}

	@GetMapping("/{id}")
	DraftDto readRequestDraft(@PathVariable UUID id) {
		return DraftDto.of(this.drafts.one(id));
	}

	@PostMapping
	@Operation(
			summary = "Keeps a draft, which may lack anything but its type; 90 days after its last change it is gone")
	ResponseEntity<DraftDto> keepRequestDraft(@Valid @RequestBody Draft draft) {
		DraftDto kept = DraftDto.of(this.drafts.keep(draft.fields()));
		return ResponseEntity.created(URI.create("/api/v1/request-drafts/" + kept.id())).body(kept);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Writes a draft anew")
	DraftDto changeRequestDraft(@PathVariable UUID id, @Valid @RequestBody Draft draft, IfMatch ifMatch) {
		return DraftDto.of(this.drafts.change(id, draft.fields(), ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Throws a draft away")
	void removeRequestDraft(@PathVariable UUID id, IfMatch ifMatch) {
		this.drafts.remove(id, ifMatch);
	}

	@PostMapping("/{id}/send")
	@Operation(summary = "Sends a draft: it becomes a request, or stays as it is where that is refused")
	ResponseEntity<RequestView> sendRequestDraft(@PathVariable UUID id, IfMatch ifMatch) {
		RequestView request = (RequestView) this.drafts.send(id, ifMatch);
		return ResponseEntity.created(URI.create("/api/v1/requests/" + request.ticket().id())).body(request);
	}

	/**
	 * What a draft says.
	 *
	 * @param fields as {@code POST /requests} takes them, as far as they are filled in;
	 * the {@code type} at least
	 */
	@Schema(name = "RequestDraftFields")
	record Draft(@NotNull @Size(max = 100) Map<String, @Nullable Object> fields) {
	}

	/**
	 * A draft.
	 *
	 * @param type what it asks for
	 */
	@Schema(name = "RequestDraft")
	record DraftDto(UUID id, String type, Map<String, Object> fields, Instant createdAt, Instant updatedAt,
			long version) implements Versioned {

		private static DraftDto of(RequestDraft draft) {
			return new DraftDto(draft.id(), draft.type(), draft.fields(), draft.createdAt(), draft.updatedAt(),
					draft.version());
		}

	}

}
