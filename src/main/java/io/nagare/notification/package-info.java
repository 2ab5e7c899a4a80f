/** Tells people what concerns them: in the application, and by mail. */
@ApplicationModule(allowedDependencies = { "directory", "masking", "workflow", "sla :: calendar" })
@NullMarked
package io.nagare.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
