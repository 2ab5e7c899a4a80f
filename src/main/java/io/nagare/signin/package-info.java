/**
 * How somebody gets in, stays in and is shown out: passwords, tokens, sessions, doors.
 */
@ApplicationModule(allowedDependencies = { "directory", "cluster" })
@NullMarked
package io.nagare.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
