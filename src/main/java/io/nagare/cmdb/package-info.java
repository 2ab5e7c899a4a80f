/**
 * What the organisation runs: its configuration items, how important each is and how they
 * hang together.
 */
@ApplicationModule(allowedDependencies = { "directory" })
@NullMarked
package io.nagare.cmdb;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
