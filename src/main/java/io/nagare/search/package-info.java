/** Finds tickets, people and configuration items by what somebody types. */
@ApplicationModule(allowedDependencies = { "cmdb :: type", "database", "directory", "intake", "intake :: mime",
		"ticket", "ticket :: *", "workflow" })
@NullMarked
package io.nagare.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
