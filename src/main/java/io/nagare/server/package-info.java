/**
 * What one node takes from the network, and for how long it waits: connections, time and
 * bytes have bounds, so that nobody stops it from outside.
 */
@ApplicationModule(allowedDependencies = { "shared", "database" })
@NullMarked
package io.nagare.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
