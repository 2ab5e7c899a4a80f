/**
 * The rules written in Drools behind one small door: a module hands facts to a rule set
 * by name and reads from the facts what the rules said.
 */
@ApplicationModule(allowedDependencies = "directory")
@NullMarked
package io.nagare.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
