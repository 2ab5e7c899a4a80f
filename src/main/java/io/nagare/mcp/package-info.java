/**
 * A door for assistants that speak the Model Context Protocol: search, tickets and the
 * actions of the model as tools, with the rights of the person they work for.
 */
@ApplicationModule(allowedDependencies = { "directory", "masking", "request", "search", "signin", "workflow", "sla",
		"ticket", "ticket :: *" })
@NullMarked
package io.nagare.mcp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
