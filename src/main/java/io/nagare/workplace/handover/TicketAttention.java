package io.nagare.workplace.handover;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;

/**
 * A ticket that needs attention.
 *
 * @param kind its type
 * @param status the word of its model
 * @param assigneeId who has it; null for nobody
 * @param dueAt when the next of its clocks is over; null where none runs
 * @param reasons why
 */
@Schema(name = "TicketAttention")
public record TicketAttention(UUID id, String kind, String number, String title, String status,
		@WordOf(Phase.class) String phase, String priority, @Nullable UUID assigneeId, @Nullable Instant dueAt,
		Instant updatedAt, @WordOf(AttentionReason.class) List<String> reasons) {

	TicketAttention because(List<String> reasons) {
		return new TicketAttention(this.id, this.kind, this.number, this.title, this.status, this.phase, this.priority,
				this.assigneeId, this.dueAt, this.updatedAt, List.copyOf(reasons));
	}

}
