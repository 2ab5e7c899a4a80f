/** Files of a ticket. */
@NamedInterface("attachment")
@NullMarked
package io.nagare.ticket.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
