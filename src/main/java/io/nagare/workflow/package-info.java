/**
 * The process engine behind a fence: starts processes, reads and performs what is open,
 * tells when a token arrives. The only module that knows Camunda.
 */
@ApplicationModule(allowedDependencies = { "directory", "cluster" })
@NullMarked
package io.nagare.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
