/** The organisation's own lists, from which forms let people choose. */
@NamedInterface("choice")
@NullMarked
package io.nagare.ticket.choice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
