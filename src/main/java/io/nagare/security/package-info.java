/**
 * Tells people what happens to their accounts, and through whose hands files went that
 * are evidence.
 */
@ApplicationModule(
		allowedDependencies = { "directory", "signin", "notification", "audit", "ticket", "ticket :: attachment" })
@NullMarked
package io.nagare.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
