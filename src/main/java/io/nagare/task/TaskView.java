package io.nagare.task;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/**
 * A task in the API. Its outcome is among its {@code fields}.
 *
 * @param ticket what every ticket shows
 * @param taskNumber what people call it
 * @param parentId the ticket that it is a part of
 * @param parentNumber what people call that one; null where it was deleted
 * @param parentKind the type of that one; null where it was deleted
 */
@Schema(name = "Task")
public record TaskView(@JsonUnwrapped TicketSummary ticket, String taskNumber, UUID parentId,
		@Nullable String parentNumber, @Nullable String parentKind) implements TicketRow {

}
