/** Who may read and change a ticket. */
@NamedInterface("access")
@NullMarked
package io.nagare.ticket.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
