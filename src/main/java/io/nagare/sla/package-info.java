/** How fast things must go: the service levels that were agreed. */
@ApplicationModule(allowedDependencies = { "directory", "rules", "workflow" })
@NullMarked
package io.nagare.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
