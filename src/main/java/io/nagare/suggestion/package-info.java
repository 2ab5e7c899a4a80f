/** Suggests what may be right for a ticket, from what was right for others. */
@ApplicationModule(allowedDependencies = { "directory", "search", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.suggestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
