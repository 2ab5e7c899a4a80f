/** What happened to a ticket, and what people noted. */
@NamedInterface("journal")
@NullMarked
package io.nagare.ticket.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
