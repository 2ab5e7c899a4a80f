/**
 * Four eyes for models: where a tenant says so, a release is proposed as a change, which
 * others approve, and comes into force while that change is carried out.
 */
@ApplicationModule(allowedDependencies = { "directory", "workflow", "workflow :: web", "change", "ticket", "trial" })
@NullMarked
package io.nagare.proposal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
