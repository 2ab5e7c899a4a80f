/**
 * Shows how work really flowed, from the journal of steps: graph, variants, findings, and
 * the log itself for other tools.
 */
@ApplicationModule(allowedDependencies = { "directory", "figures", "ticket", "ticket :: *", "workflow" })
@NullMarked
package io.nagare.mining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
