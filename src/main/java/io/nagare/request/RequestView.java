package io.nagare.request;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A request in the API.
 *
 * @param ticket what every ticket shows
 * @param requestNumber what people call it
 * @param type what was asked for
 */
@Schema(name = "Request")
public record RequestView(@JsonUnwrapped TicketSummary ticket, String requestNumber, String type) implements TicketRow {

}
