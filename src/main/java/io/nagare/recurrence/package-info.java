/** Work that comes again and again, and begins by a schedule on a business calendar. */
@ApplicationModule(allowedDependencies = { "directory", "cmdb", "workflow", "sla :: calendar", "ticket",
		"ticket :: action", "ticket :: query", "change :: model", "notification" })
@NullMarked
package io.nagare.recurrence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
