/** Incidents: unplanned interruptions of a service, from report to closure. */
@ApplicationModule(
		allowedDependencies = { "directory", "rules", "workflow", "sla", "cmdb", "ticket", "notification", "change" })
@NullMarked
package io.nagare.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
