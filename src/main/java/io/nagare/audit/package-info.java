/**
 * Keeps on record who did what, and proves that the record is whole. It listens; no other
 * module knows it.
 */
@ApplicationModule(allowedDependencies = { "directory" })
@NullMarked
package io.nagare.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
