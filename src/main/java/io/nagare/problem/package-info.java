/** Problems: causes, or potential causes, of incidents, until they are gone. */
@ApplicationModule(allowedDependencies = { "directory", "rules", "workflow", "sla", "sla :: *", "cmdb", "cmdb :: *",
		"notification", "ticket", "ticket :: *", "incident", "incident :: *", "change", "change :: *" })
@NullMarked
package io.nagare.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
