/**
 * Watches figures: tells people and opens tickets where one is beyond what a table says.
 */
@ApplicationModule(allowedDependencies = { "directory", "figures", "notification", "ticket", "workflow" })
@NullMarked
package io.nagare.threshold;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
