/** Tasks: parts of tickets that other teams do, each with its own clock and outcome. */
@ApplicationModule(allowedDependencies = { "directory", "workflow", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
