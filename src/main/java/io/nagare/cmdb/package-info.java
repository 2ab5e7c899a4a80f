/** What the organisation runs: its configuration items and how important each is. */
@ApplicationModule(allowedDependencies = { "identity" })
@NullMarked
package io.nagare.cmdb;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
