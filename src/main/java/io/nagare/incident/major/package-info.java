/** Major incidents. */
@NamedInterface("major")
@NullMarked
package io.nagare.incident.major;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
