package io.nagare.ticket.link;

import io.nagare.shared.TicketRef;

/**
 * A ticket was linked to another; told within the transaction.
 *
 * @param source whose relation it is
 * @param target which other ticket it relates to
 * @param type how
 */
public record TicketsLinked(TicketRef source, TicketRef target, LinkType type) {
}
