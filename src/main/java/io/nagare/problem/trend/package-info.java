/** Incidents that pile up. */
@NamedInterface("trend")
@NullMarked
package io.nagare.problem.trend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
