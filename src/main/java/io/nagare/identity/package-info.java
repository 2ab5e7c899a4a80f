/** Who people are: tenants, users, teams, categories, and how they sign in. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nagare.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
