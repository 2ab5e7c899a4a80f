/** Changes: adding, modifying or removing anything that could affect a service. */
@ApplicationModule(allowedDependencies = { "directory", "workforce", "workflow", "sla", "sla :: *", "cmdb", "cmdb :: *",
		"ticket", "ticket :: *", "notification", "signin" })
@NullMarked
package io.nagare.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
