package io.nagare.ticket.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nagare.shared.Label;
import io.nagare.shared.Versioned;
import io.nagare.sla.ClockView;
import io.nagare.ticket.action.ActionView;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with its journal, notes, files, links, and what the caller may do.
 *
 * @param ticket as its type's lists show it
 * @param parts what its type shows beside that
 * @param fieldNames what the ids among its fields stand for, by id: people, items, sites
 * and departments that were chosen
 * @param minutesWorked all the time that people wrote down; null for who does not work on
 * such tickets
 * @param cost of that time, in the tenant's currency; null where it is not known: without
 * minutes, or where a team had no hourly rate
 * @param resolutionMinutes how long it took by the clock on the wall from the report to
 * the last resolution; null while it is not resolved
 * @param closesAt when a resolved ticket is closed by its model's timer, if nobody acts
 * before; null where no timer closes it
 */
public record TicketDetail(@JsonUnwrapped @Schema(hidden = true) TicketRow ticket,
		@JsonUnwrapped @Schema(hidden = true) @Nullable Object parts, Map<String, Label> fieldNames,
		List<TicketParts.Change> history, List<TicketParts.Note> workNotes, List<TicketParts.Attachment> attachments,
		List<TicketParts.Link> links, List<ActionView> actions, List<ClockView> sla, @Nullable Integer minutesWorked,
		@Nullable Long cost, @Nullable Long resolutionMinutes, @Nullable Instant closesAt) implements Versioned {

	@Override
	public long version() {
		return this.ticket.version();
	}

}
