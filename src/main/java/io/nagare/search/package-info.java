/** Finds tickets, people and configuration items by what somebody types. */
@ApplicationModule(allowedDependencies = { "database", "directory", "intake :: mime", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
