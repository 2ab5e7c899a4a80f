/** Whom a table chooses to work on a ticket, among its team. */
@NamedInterface("assignment")
@NullMarked
package io.nagare.ticket.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
