/** Business calendars, and the files they come from. */
@NamedInterface("calendar")
@NullMarked
package io.nagare.sla.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
