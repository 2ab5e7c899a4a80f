/**
 * What those who run the product ask of it: whether all that it keeps is whole.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nagare.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
