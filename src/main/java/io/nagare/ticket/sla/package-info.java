/** A ticket's clocks, and what happens when they run out. */
@NamedInterface("sla")
@NullMarked
package io.nagare.ticket.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
