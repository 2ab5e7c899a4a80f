package io.nagare.ticket.web;

import java.nio.charset.StandardCharsets;

import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import io.nagare.ticket.attachment.Attachments;

/** How a file of a ticket is handed out: to be saved, never shown in place. */
public final class AttachmentAnswer {

	private AttachmentAnswer() {
	}

	/** The bytes, of the type they were sent as. */
	public static ResponseEntity<Resource> of(Attachments.Content content) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename(content.fileName(), StandardCharsets.UTF_8)
						.build()
						.toString())
			.header("X-Content-Type-Options", "nosniff")
			.contentType(MediaType.parseMediaType(content.contentType()))
			.body(content.bytes());
	}

}
