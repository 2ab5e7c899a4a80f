/**
 * Announcements: what the people of a tenant are told of its services, by hand or as
 * tickets go.
 */
@ApplicationModule(allowedDependencies = { "directory", "workflow", "cmdb", "ticket", "ticket :: *", "incident",
		"incident :: major", "change", "notification", "signin" })
@NullMarked
package io.nagare.announcement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
