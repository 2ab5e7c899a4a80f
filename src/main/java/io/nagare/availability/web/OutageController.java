package io.nagare.availability.web;

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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.availability.OutageFields;
import io.nagare.availability.OutageService;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Versioned;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.web.ForEveryType;

/** When services were not available, as a ticket tells it, whatever its type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/outages")
class OutageController {

	private final Tickets tickets;

	private final OutageService outages;

	OutageController(Tickets tickets, OutageService outages) {
		this.tickets = tickets;
		this.outages = outages;
	}

	@GetMapping
	@Operation(summary = "The outages of services that were written down on the ticket, in order")
	List<OutageDto> outages(TicketType<?, ?> type, @PathVariable String id) {
		return this.outages.of(this.tickets.find(type, id).id()).stream().map(OutageDto::of).toList();
	}

	@PostMapping
	@Operation(summary = "Writes down that a service is or was not available; it began with the ticket unless said "
			+ "otherwise")
	ResponseEntity<OutageDto> recordOutage(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody OutageFields.Recorded wanted) {
		Ticket ticket = this.tickets.find(type, id);
		UUID recorded = this.outages.record(ticket.id(), wanted);
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + id + "/outages/" + recorded))
			.body(OutageDto.of(this.outages.one(ticket, recorded)));
	}

	@PatchMapping("/{outage}")
	@Operation(summary = "Corrects when it began or ended")
	OutageDto correctOutage(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID outage,
			@Valid @RequestBody OutageFields.Corrected wanted, IfMatch ifMatch) {
		Ticket ticket = this.tickets.find(type, id);
		this.outages.correct(ticket.id(), outage, wanted, ifMatch);
		return OutageDto.of(this.outages.one(ticket, outage));
	}

	@DeleteMapping("/{outage}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Takes back that there was one")
	void removeOutage(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID outage, IfMatch ifMatch) {
		this.outages.remove(this.tickets.find(type, id).id(), outage, ifMatch);
	}

	/**
	 * A time in which a service was not available.
	 *
	 * @param ciId the service
	 * @param service what people call it
	 * @param endedAt null while it lasts
	 */
	@Schema(name = "Outage")
	record OutageDto(UUID id, UUID ciId, String service, Instant beganAt, @Nullable Instant endedAt,
			long version) implements Versioned {

		static OutageDto of(OutageService.View view) {
			return new OutageDto(view.outage().id(), view.outage().service(), view.service(), view.outage().began(),
					view.outage().ended().orElse(null), view.outage().version());
		}

	}

}
