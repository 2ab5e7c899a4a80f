/**
 * Suppliers, and the contracts with them on services and other configuration items.
 */
@ApplicationModule(allowedDependencies = { "directory", "cmdb" })
@NullMarked
package io.nagare.vendor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
