package io.nagare.shared;

import java.util.UUID;

/**
 * Points to a ticket without reading it.
 *
 * @param id the ticket's id, which is also its processes' business key
 * @param kind its practice, in the singular: {@code incident}, {@code problem},
 * {@code change}
 * @param number what people call it, such as {@code INC0000123}
 */
public record TicketRef(UUID id, String kind, String number) {
}
