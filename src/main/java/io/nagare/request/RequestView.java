package io.nagare.request;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request in the API.
 *
 * @param ticket what every ticket shows
 * @param requestNumber what people call it
 * @param type what was asked for
 * @param requestedFor the colleague whom it is for; null for the reporter himself
 */
@Schema(name = "Request")
public record RequestView(@JsonUnwrapped TicketSummary ticket, String requestNumber, String type,
		TicketSummary.@Nullable Person requestedFor) implements TicketRow {

}
