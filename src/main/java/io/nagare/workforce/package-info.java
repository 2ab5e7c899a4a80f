/** Who is away, and who stands in for whom. */
@ApplicationModule(allowedDependencies = { "directory", "signin" })
@NullMarked
package io.nagare.workforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
