/**
 * Models, changed or in force, tried on a ticket that is never there: everything happens
 * as it would, and is taken back.
 */
@ApplicationModule(allowedDependencies = { "directory", "workflow", "workflow :: web", "sla", "ticket",
		"ticket :: access", "ticket :: action", "ticket :: copy", "ticket :: query" })
@NullMarked
package io.nagare.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
