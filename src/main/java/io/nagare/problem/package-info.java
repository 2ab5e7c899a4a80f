/** Problems: causes, or potential causes, of incidents, until they are gone. */
@ApplicationModule(
		allowedDependencies = { "directory", "rules", "workflow", "sla", "cmdb", "ticket", "incident", "change" })
@NullMarked
package io.nagare.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
