/** Windows, freezes, conflicts, calendars and feeds. */
@NamedInterface("calendar")
@NullMarked
package io.nagare.change.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
