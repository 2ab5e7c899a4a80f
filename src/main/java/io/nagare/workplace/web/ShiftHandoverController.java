package io.nagare.workplace.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;
import io.nagare.workplace.handover.AttentionReason;
import io.nagare.workplace.handover.NewHandover;
import io.nagare.workplace.handover.ShiftHandoverService;
import io.nagare.workplace.handover.TicketAttention;

/** What the next shift of a team should know. */
@RestController
@RequestMapping("/api/v1/teams/{id}")
@Tag(name = "Teams")
class ShiftHandoverController {

	private final ShiftHandoverService handovers;

	ShiftHandoverController(ShiftHandoverService handovers) {
		this.handovers = handovers;
	}

	@GetMapping("/attention")
	@Operation(
			summary = "The team's tickets that the next shift should know of: major, due or on hold until within 12 hours, changed in the shift that ends")
	List<TicketAttention> listAttention(@PathVariable UUID id, @Parameter(
			description = "When the shift that ends began; else the last handover, 12 hours ago at most") @RequestParam(
					required = false) @Nullable Instant since) {
		return this.handovers.attention(id, since);
	}

	@GetMapping("/handovers")
	@Operation(summary = "Who handed over the team's tickets to whom, the last first, with what was said of them")
	Paged<HandoverDto> listHandovers(@PathVariable UUID id, @RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.handovers.page(id, PageQuery.of(page, limit)).map(HandoverDto::of);
	}

	@PostMapping("/handovers")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Hands over the team's tickets, and tells who works next; that stays as it is")
	HandoverDto handOver(@PathVariable UUID id, @Valid @RequestBody NewHandover handover) {
		return HandoverDto.of(this.handovers.handOver(id, handover));
	}

	/**
	 * A handover.
	 *
	 * @param fromUserId whose shift ended
	 * @param toUserId whose shift began
	 * @param note what was said of the shift; empty for nothing
	 * @param tickets those that the caller may read
	 */
	@Schema(name = "ShiftHandover")
	record HandoverDto(UUID id, UUID teamId, UUID fromUserId, String fromName, UUID toUserId, String toName,
			String note, List<TicketDto> tickets, Instant createdAt) {

		private static HandoverDto of(ShiftHandoverService.HandoverView view) {
			return new HandoverDto(view.handover().id(), view.handover().team(), view.handover().from(), view.from(),
					view.handover().to(), view.to(), view.handover().note(),
					view.tickets().stream().map(TicketDto::of).toList(), view.handover().createdAt());
		}

	}

	/**
	 * A ticket of a handover.
	 *
	 * @param status as it is now
	 * @param reasons why it needed attention then
	 * @param note what was said of it; null for nothing
	 */
	@Schema(name = "ShiftHandoverTicket")
	record TicketDto(UUID id, String kind, String number, String title, String status,
			@WordOf(Phase.class) String phase, @WordOf(AttentionReason.class) List<String> reasons,
			@Nullable String note) {

		private static TicketDto of(ShiftHandoverService.ShownTicket ticket) {
			return new TicketDto(ticket.now().id(), ticket.now().kind(), ticket.now().number(), ticket.now().title(),
					ticket.now().status(), ticket.now().phase(), ticket.handed().reasons(), ticket.handed().note());
		}

	}

}
