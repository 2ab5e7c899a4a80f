/**
 * A door for programs that speak to ServiceNow's Table API: the product's tickets,
 * people, teams and configuration items as tables of that shape.
 */
@ApplicationModule(allowedDependencies = { "directory", "cmdb", "cmdb :: identification", "cmdb :: type", "workflow",
		"ticket", "ticket :: *" })
@NullMarked
package io.nagare.servicenow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
