/**
 * Personal data in what people write: found by itself, and masked where the table
 * {@code personal-data} says so.
 */
@ApplicationModule(allowedDependencies = { "directory", "workflow" })
@NullMarked
package io.nagare.masking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
