/** When services were not available, and how available they were of what was agreed. */
@ApplicationModule(
		allowedDependencies = { "directory", "cmdb", "sla :: calendar", "ticket", "ticket :: *", "announcement" })
@NullMarked
package io.nagare.availability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
