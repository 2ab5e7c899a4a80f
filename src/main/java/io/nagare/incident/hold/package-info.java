/** Incidents that wait for problems and changes. */
@NamedInterface("hold")
@NullMarked
package io.nagare.incident.hold;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
