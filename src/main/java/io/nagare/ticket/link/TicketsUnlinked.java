package io.nagare.ticket.link;

import io.nagare.shared.TicketRef;

/**
 * A link between two tickets was taken away; told within the transaction.
 *
 * @param source whose relation it was
 * @param target which other ticket it related to
 */
public record TicketsUnlinked(TicketRef source, TicketRef target) {
}
