/**
 * What the product tells programs outside of it, and what it hears from them. Knows the
 * modules below; none of them knows it.
 */
@ApplicationModule(allowedDependencies = { "shared", "ticket", "ticket :: *", "cmdb", "cmdb :: *" })
@NullMarked
package io.nagare.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
