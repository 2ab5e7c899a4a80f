/**
 * The command line {@code nagare}: a program of whoever works or automates, which knows
 * the product only by its address and the REST API.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nagare.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
