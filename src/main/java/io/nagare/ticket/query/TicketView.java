package io.nagare.ticket.query;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A ticket in the API that has no fields but those of every ticket.
 *
 * @param ticket what every ticket shows
 * @param number what people call it, by the name that its type gives the field, such as
 * {@code visit_number}
 */
public record TicketView(@JsonUnwrapped TicketSummary ticket,
		@JsonAnyGetter @Schema(hidden = true) Map<String, String> number) implements TicketRow {

}
