/** Serves the portal: its one page at every address of its own, and its files. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.nagare.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
