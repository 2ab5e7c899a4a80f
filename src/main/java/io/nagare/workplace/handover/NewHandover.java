package io.nagare.workplace.handover;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is handed over.
 *
 * @param toUserId whose shift begins
 * @param note what is to be said of the shift; null for nothing
 * @param tickets the tickets; null for all that need attention now
 */
@Schema(name = "NewShiftHandover")
public record NewHandover(@NotNull UUID toUserId, @Nullable @Size(max = 4000) String note,
		@Nullable @Size(max = AttentionQueries.MOST) List<@NotNull @Valid Ticket> tickets) {

	/**
	 * One of them.
	 *
	 * @param note what is to be said of it; null for nothing
	 */
	@Schema(name = "NewShiftHandoverTicket")
	public record Ticket(@NotNull UUID ticketId, @Nullable @Size(max = 1000) String note) {
	}

}
