package io.nagare.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

/** A controller as the modules have them. */
@TestComponent
@RestController
@RequestMapping("/api/v1")
class Things {

	static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

	@GetMapping("/things/{id}")
	Thing thing(@PathVariable UUID id) {
		if (!id.equals(ID)) {
			throw Refusal.notFound();
		}
		return new Thing(ID, "A printer", Instant.EPOCH, 7);
	}

	@GetMapping("/things")
	Paged<Thing> things(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(name = "created_after", required = false) @Nullable Instant createdAfter,
			@RequestParam(defaultValue = "45") int total) {
		PageQuery query = PageQuery.of(page, limit, sort, cursor, List.of("title"));
		List<Thing> items = IntStream.range((int) query.offset(), (int) Math.min(total, query.offset() + query.limit()))
			.mapToObj((number) -> new Thing(ID, "Thing " + number, Instant.EPOCH, number))
			.toList();
		return (cursor != null) ? new Paged<>(items, 0, query.limit(), -1, false, cursor.isEmpty() ? "a b&c" : null)
				: Paged.of(items, query, total);
	}

	@GetMapping("/things/names")
	List<String> names() {
		return List.of("a", "b");
	}

	@GetMapping(path = "/things/text", produces = MediaType.TEXT_PLAIN_VALUE)
	String text() {
		return "plain";
	}

	@GetMapping(path = "/things/bytes", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	byte[] bytes() {
		return new byte[] { 1, 2, 3 };
	}

	@PostMapping("/things")
	ResponseEntity<Thing> create(@Valid @RequestBody NewThing thing) {
		return ResponseEntity.created(URI.create("/api/v1/things/" + ID))
			.body(new Thing(ID, thing.title(), Instant.EPOCH, 0));
	}

	@PatchMapping("/things/{id}")
	Map<String, String> change(@PathVariable UUID id, @Valid @RequestBody ThingUpdate update, IfMatch ifMatch) {
		ifMatch.check(7);
		return Map.of("title", update.title().toString(), "owner_id", update.ownerId().toString());
	}

	@PostMapping("/things/{id}/actions/{action}")
	Map<String, Object> perform(@PathVariable UUID id, @PathVariable String action,
			@RequestBody Map<String, Object> form) {
		if (!action.equals("start")) {
			throw Refusal.actionNotOpen(List.of("start", "cancel"));
		}
		return form;
	}

	@PostMapping(path = "/things/{id}/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	Map<String, Object> attach(@PathVariable UUID id, @RequestPart MultipartFile file,
			@RequestParam(required = false) @Nullable String note) {
		return Map.of("size", file.getSize());
	}

	@DeleteMapping("/things/{id}")
	ResponseEntity<Void> delete(@PathVariable UUID id) {
		return ResponseEntity.noContent().build();
	}

	@GetMapping("/things/limited")
	Map<String, Integer> limited(@RequestParam(name = "max_depth") @Max(5) int maxDepth) {
		return Map.of("depth", maxDepth);
	}

	@PostMapping("/auth/login")
	Map<String, String> login() {
		return Map.of("access_token", "t");
	}

	@GetMapping("/failures/{kind}")
	void fail(@PathVariable String kind) throws Exception {
		throw switch (kind) {
			case "defect" -> new IllegalStateException("secret: select * from users");
			case "wrapped" -> new IllegalStateException("engine", new RuntimeException(Refusal.stale()));
			case "optimistic" -> new OptimisticLockingFailureException("row 17 of users");
			case "unique" -> new DataIntegrityViolationException("uq_users", new SQLException("x", "23505"));
			case "value" -> new DataIntegrityViolationException("value", new SQLException("x", "22003"));
			case "full" -> new DataAccessResourceFailureException("disk", new SQLException("x", "53100"));
			case "long" -> new QueryTimeoutException("long", new SQLException("x", "57014"));
			case "disk" -> new UncheckedIOException(new FileSystemException("a", null, "No space left on device"));
			case "upload" ->
				new MultipartException("parts", new IllegalStateException(new IOException("No space left on device")));
			case "not-null" -> new DataIntegrityViolationException("value", new SQLException("x", "23502"));
			case "denied" -> new AccessDeniedException("no");
			case "stranger" -> new BadCredentialsException("no");
			case "often" -> Refusal.rateLimited(17);
			default -> Refusal.notFound();
		};
	}

	record Thing(UUID id, String title, Instant createdAt, long version) implements Versioned {
	}

	record NewThing(@NotBlank @Size(max = 500) String title, @Nullable Integer amount, @Nullable Boolean urgent,
			@Nullable Instant dueAt, @Nullable UUID ownerId, @Nullable List<@Valid Part> parts) {
	}

	record Part(@Size(max = 3) @Nullable String partName, int amount) {
	}

	record ThingUpdate(@Size(max = 500) JsonNullable<String> title, JsonNullable<UUID> ownerId) {
	}

}
