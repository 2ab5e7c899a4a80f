/** Incidents: unplanned interruptions of a service, from report to closure. */
@ApplicationModule(allowedDependencies = { "directory", "rules", "workflow", "sla", "sla :: *", "cmdb", "cmdb :: *",
		"ticket", "ticket :: *", "vendor", "notification", "change", "change :: *" })
@NullMarked
package io.nagare.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
