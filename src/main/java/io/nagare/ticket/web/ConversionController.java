package io.nagare.ticket.web;

import java.net.URI;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.copy.TicketConversionService;
import io.nagare.ticket.query.TicketRow;

/** Tickets that turn out to be something else. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/convert")
class ConversionController {

	private final TicketConversionService conversions;

	private final TicketTypes types;

	ConversionController(TicketConversionService conversions, TicketTypes types) {
		this.conversions = conversions;
		this.types = types;
	}

	@PostMapping
	@Operation(
			summary = "Goes on as a ticket of another type (incident, request or problem) with notes, files and reporter; this one is cancelled")
	ResponseEntity<TicketRow> convert(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody Conversion wanted) {
		TicketRow opened = this.conversions.convert(type, id, wanted.kind(),
				(wanted.fields() != null) ? wanted.fields() : Map.of(), wanted.reason());
		return ResponseEntity
			.created(URI.create("/api/v1/" + this.types.of(wanted.kind()).path() + "/" + opened.ticket().id()))
			.body(opened);
	}

	/**
	 * What it is.
	 *
	 * @param kind {@code incident}, {@code request} or {@code problem}
	 * @param fields what such a ticket says besides or instead, as when one is reported;
	 * of a request its {@code type} and what its form asks
	 * @param reason why, for whoever reads the ticket that is cancelled
	 */
	record Conversion(@NotBlank @Size(max = 60) String kind, @Nullable Map<String, @Nullable Object> fields,
			@Nullable @Size(max = 3_000) String reason) {
	}

}
