/**
 * The few words every module speaks: tenants, tickets, phases, labels, pages and
 * refusals.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = {})
@NullMarked
package io.nagare.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
