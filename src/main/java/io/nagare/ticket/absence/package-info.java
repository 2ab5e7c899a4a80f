/** Tickets of people who are away or gone. */
@NamedInterface("absence")
@NullMarked
package io.nagare.ticket.absence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
