/** Taking the next step of a ticket. */
@NamedInterface("action")
@NullMarked
package io.nagare.ticket.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
