/**
 * What is kept of persons, over all modules: handed out, forgotten, and gone when its
 * time is over.
 */
@ApplicationModule(allowedDependencies = "directory")
@NullMarked
package io.nagare.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
