package io.nagare.announcement.web;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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

import io.nagare.announcement.AnnouncementFeed;
import io.nagare.announcement.AnnouncementFeedQueries;
import io.nagare.announcement.AnnouncementFeeds;
import io.nagare.announcement.AtomFile;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.PublicUrl;

/** The addresses under which feed readers read the announcements. */
@RestController
@Tag(name = "Announcements")
@RequestMapping(AnnouncementFeedController.PATH)
class AnnouncementFeedController {

	static final String PATH = AnnouncementController.PATH + "/feeds";

	private static final String UTF_8 = AtomFile.TYPE + ";charset=UTF-8";

	private final AnnouncementFeeds feeds;

	private final AnnouncementFeedQueries published;

	private final PublicUrl addresses;

	AnnouncementFeedController(AnnouncementFeeds feeds, AnnouncementFeedQueries published, PublicUrl addresses) {
		this.feeds = feeds;
		this.published = published;
		this.addresses = addresses;
	}

	@GetMapping
	@Operation(summary = "Lists the caller's feeds")
	Paged<FeedDto> listAnnouncementFeeds(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.feeds.page(PageQuery.of(page, limit)).map((feed) -> FeedDto.of(feed, null));
	}

	@PostMapping
	@Operation(summary = "Makes an address that feed readers read without signing in; it is shown this once")
	ResponseEntity<FeedDto> createAnnouncementFeed(@Valid @RequestBody NewFeed wanted) {
		AnnouncementFeeds.Made made = this.feeds.make(wanted.name());
		return ResponseEntity.created(URI.create(PATH + "/" + made.feed().id()))
			.body(FeedDto.of(made.feed(), this.addresses.of(PATH + "/" + made.token() + ".atom")));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Revokes a feed; its address is unknown from then on")
	void revokeAnnouncementFeed(@PathVariable UUID id) {
		this.feeds.revoke(id);
	}

	/** Whoever knows the token may read it: feed readers cannot sign in. */
	@GetMapping(path = "/{token}.atom", produces = UTF_8)
	@SecurityRequirements
	@Operation(summary = "The announcements that hold or come, and those that ended in the last 30 days, as Atom")
	String readAnnouncementFeed(@PathVariable String token, HttpServletRequest request) {
		return AtomFile.of(this.published.read(token, request.getRemoteAddr()),
				this.addresses.of(PATH + "/" + token + ".atom"), this.addresses.of("/announcements"));
	}

	@Schema(name = "NewAnnouncementFeed")
	record NewFeed(@NotBlank @Size(max = 200) String name) {
	}

	/**
	 * A feed.
	 *
	 * @param url its address, told only when it is made
	 */
	@Schema(name = "AnnouncementFeed")
	record FeedDto(UUID id, String name, Instant createdAt, @Nullable String url) {

		static FeedDto of(AnnouncementFeed feed, @Nullable String url) {
			return new FeedDto(feed.id(), feed.name(), feed.createdAt(), url);
		}

	}

}
