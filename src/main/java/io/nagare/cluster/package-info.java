/**
 * The nodes that share a database: who of them lives, and what they count together.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nagare.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
