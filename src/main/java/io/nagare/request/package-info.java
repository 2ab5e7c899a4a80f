/** Requests: what people ask for. Models alone make their types. */
@ApplicationModule(
		allowedDependencies = { "directory", "workflow", "sla", "cmdb", "notification", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
