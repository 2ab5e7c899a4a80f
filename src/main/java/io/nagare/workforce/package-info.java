/** Who is away, who stands in for whom, and who is on call. */
@ApplicationModule(allowedDependencies = { "directory", "signin", "sla :: calendar" })
@NullMarked
package io.nagare.workforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
