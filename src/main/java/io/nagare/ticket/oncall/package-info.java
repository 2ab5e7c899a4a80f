/** Calls those on call until somebody answers. */
@NamedInterface("oncall")
@NullMarked
package io.nagare.ticket.oncall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
