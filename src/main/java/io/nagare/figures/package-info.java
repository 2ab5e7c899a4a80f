/**
 * Counts what happened: figures with what they are made of and the tickets behind them.
 */
@ApplicationModule(
		allowedDependencies = { "database", "directory", "sla", "sla :: *", "ticket", "ticket :: *", "workflow" })
@NullMarked
package io.nagare.figures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
