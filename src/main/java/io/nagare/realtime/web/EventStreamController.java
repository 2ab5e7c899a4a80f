package io.nagare.realtime.web;

import java.io.IOException;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.realtime.LiveFeed;
import io.nagare.shared.Refusal;
import io.nagare.signin.SignedIn;

/** What happens, as server-sent events. */
@RestController
@Tag(name = "Live")
@RequestMapping("/api/v1/events")
class EventStreamController {

	private final LiveFeed feed;

	private final CurrentCaller callers;

	EventStreamController(LiveFeed feed, CurrentCaller callers) {
		this.feed = feed;
		this.callers = callers;
	}

	@GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(summary = "What happens from now on, and before that what was missed since the last event")
	@ApiResponse(responseCode = "200",
			content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
	void listen(
			@Parameter(description = "The id of the last event that was heard.") @RequestHeader(name = "Last-Event-ID",
					required = false) @Nullable String lastEventId,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = this.callers.require();
		if (caller.isPlatform() || !(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn who)) {
			throw Refusal.forbidden();
		}
		if (!this.feed.makeRoomFor(caller)) {
			throw new Refusal(Refusal.Kind.UNAVAILABLE, List.of());
		}
		new EventStream(who, caller, request, response, this.feed).open(lastEventId);
	}

}
