package io.nagare.satisfaction.web;

import java.net.URI;
import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.satisfaction.Satisfaction;
import io.nagare.satisfaction.SatisfactionService;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.web.ForEveryType;

/** How satisfied the reporter of a ticket is, for who may read the ticket. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/satisfaction")
class SatisfactionController {

	private final Tickets tickets;

	private final SatisfactionService satisfaction;

	private final CurrentCaller callers;

	SatisfactionController(Tickets tickets, SatisfactionService satisfaction, CurrentCaller callers) {
		this.tickets = tickets;
		this.satisfaction = satisfaction;
		this.callers = callers;
	}

	@GetMapping
	@Operation(summary = "What the reporter was asked when the ticket was closed, and what he said")
	SatisfactionDto satisfaction(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		Caller caller = this.callers.require();
		return this.satisfaction.of(ticket.id())
			.map((one) -> SatisfactionDto.of(one, this.satisfaction.isOpenTo(caller, ticket, one)))
			.orElseGet(() -> new SatisfactionDto(null, null, null, null, null, false));
	}

	@PostMapping
	@Operation(summary = "Takes the reporter's answer, once, within 14 days of closing")
	ResponseEntity<SatisfactionDto> rate(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody Answer answer) {
		Satisfaction kept = this.satisfaction.answer(this.callers.require(), this.tickets.find(type, id),
				answer.score(), answer.comment());
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + id + "/satisfaction"))
			.body(SatisfactionDto.of(kept, false));
	}

	/**
	 * What the reporter says.
	 *
	 * @param score 1 to 5, the best
	 */
	@Schema(name = "SatisfactionAnswer")
	record Answer(@NotNull @Min(1) @Max(5) Integer score,
			@Nullable @Size(max = SatisfactionService.LONGEST) String comment) {
	}

	/**
	 * What the reporter was asked, and said; without times where nobody asked.
	 *
	 * @param mayAnswer whether the caller could answer now
	 */
	@Schema(name = "Satisfaction")
	record SatisfactionDto(@Nullable Instant askedAt, @Nullable Instant expiresAt, @Nullable Integer score,
			@Nullable String comment, @Nullable Instant answeredAt, boolean mayAnswer) {

		static SatisfactionDto of(Satisfaction one, boolean mayAnswer) {
			return new SatisfactionDto(one.askedAt(), one.expiresAt(), one.score(), one.comment(), one.answeredAt(),
					mayAnswer);
		}

	}

}
