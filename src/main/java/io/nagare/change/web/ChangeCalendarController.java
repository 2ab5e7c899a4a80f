package io.nagare.change.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
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

import io.nagare.change.calendar.CalendarFeed;
import io.nagare.change.calendar.CalendarFeedQueries;
import io.nagare.change.calendar.CalendarFeeds;
import io.nagare.change.calendar.CalendarFile;
import io.nagare.change.calendar.ChangeCalendar;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.PublicUrl;

/** The calendar of changes, and the addresses under which calendar programs read it. */
@RestController
@Tag(name = "Changes")
@RequestMapping(ChangeCalendarController.PATH)
class ChangeCalendarController {

	static final String PATH = "/api/v1/changes/calendar";

	private static final String UTF_8 = CalendarFile.TYPE + ";charset=UTF-8";

	private final ChangeCalendar calendar;

	private final CalendarFeeds feeds;

	private final CalendarFeedQueries published;

	private final PublicUrl addresses;

	ChangeCalendarController(ChangeCalendar calendar, CalendarFeeds feeds, CalendarFeedQueries published,
			PublicUrl addresses) {
		this.calendar = calendar;
		this.feeds = feeds;
		this.published = published;
		this.addresses = addresses;
	}

	@GetMapping
	@Operation(summary = "Changes, freezes and maintenance windows that overlap a period of at most 100 days")
	ChangeCalendar.View readChangeCalendar(@RequestParam Instant from, @RequestParam Instant to) {
		return this.calendar.between(from, to);
	}

	@GetMapping(produces = UTF_8)
	@Operation(summary = "The same for a calendar program")
	String readChangeCalendarFile(@RequestParam Instant from, @RequestParam Instant to) {
		return CalendarFile.of(this.calendar.between(from, to));
	}

	@GetMapping("/feeds")
	@Operation(summary = "Lists the caller's feeds; managers see everybody's")
	Paged<FeedDto> listCalendarFeeds(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.feeds.page(PageQuery.of(page, limit)).map((feed) -> FeedDto.of(feed, null));
	}

	@PostMapping("/feeds")
	@Operation(summary = "Makes an address that calendar programs read without signing in; it is shown this once")
	ResponseEntity<FeedDto> createCalendarFeed(@Valid @RequestBody NewFeed wanted) {
		CalendarFeeds.Made made = this.feeds.make(wanted.name());
		String url = this.addresses.of(PATH + "/feeds/" + made.token() + ".ics");
		return ResponseEntity.created(URI.create(PATH + "/feeds/" + made.feed().id()))
			.body(FeedDto.of(made.feed(), url));
	}

	@DeleteMapping("/feeds/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Revokes a feed; its address is unknown from then on")
	void revokeCalendarFeed(@PathVariable UUID id) {
		this.feeds.revoke(id);
	}

	/** Whoever knows the token may read it: calendar programs cannot sign in. */
	@GetMapping(path = "/feeds/{token}.ics", produces = UTF_8)
	@SecurityRequirements
	@Operation(summary = "The calendar from ten days ago to ninety days ahead; confidential changes are shown as busy")
	String readCalendarFeed(@PathVariable String token, HttpServletRequest request) {
		return CalendarFile.of(this.published.read(token, request.getRemoteAddr()));
	}

	record NewFeed(@NotBlank @Size(max = 200) String name) {
	}

	/**
	 * A feed.
	 *
	 * @param url its address, told only when it is made
	 */
	record FeedDto(UUID id, String name, UUID userId, Instant createdAt, @Nullable String url) {

		static FeedDto of(CalendarFeed feed, @Nullable String url) {
			return new FeedDto(feed.id(), feed.name(), feed.userId(), feed.createdAt(), url);
		}

	}

}
