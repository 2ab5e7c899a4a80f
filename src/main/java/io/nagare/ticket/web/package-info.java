/** The parts of the tickets' API that all practices share. */
@NamedInterface("web")
@NullMarked
package io.nagare.ticket.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
