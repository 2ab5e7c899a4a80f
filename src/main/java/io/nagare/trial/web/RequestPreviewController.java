package io.nagare.trial.web;

import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.trial.preview.PreviewService;
import io.nagare.trial.preview.TicketPreview;

/** Requests before they are sent. */
@RestController
@RequestMapping("/api/v1/requests/preview")
@Tag(name = "Requests")
class RequestPreviewController {

	private static final String KIND = "request";

	private final PreviewService previews;

	RequestPreviewController(PreviewService previews) {
		this.previews = previews;
	}

	@PostMapping
	@Operation(
			summary = "What comes of a request once it is sent: who decides, who works on it, until when; takes what POST /requests takes, and stores nothing",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(ref = "#/components/schemas/RequestCreate"))))
	TicketPreview previewRequest(@RequestBody Map<String, Object> fields) {
		return this.previews.preview(KIND, fields);
	}

}
