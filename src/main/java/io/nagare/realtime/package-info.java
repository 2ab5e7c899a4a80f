/**
 * Tells whoever is connected what happens, as it happens: to the tickets he may read, and
 * to himself.
 */
@ApplicationModule(allowedDependencies = { "database", "directory", "signin", "workflow", "notification", "ticket",
		"ticket :: *" })
@NullMarked
package io.nagare.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
