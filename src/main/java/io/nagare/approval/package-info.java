/** Lets people decide by the link of a mail what a model asks of them. */
@ApplicationModule(allowedDependencies = { "directory", "signin", "signin :: link", "notification", "workflow",
		"ticket", "ticket :: *" })
@NullMarked
package io.nagare.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
