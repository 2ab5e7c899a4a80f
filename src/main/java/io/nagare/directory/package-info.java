/** Who there is: tenants, their people, teams and roles, and for whom a thread works. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nagare.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
