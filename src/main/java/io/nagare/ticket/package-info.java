/**
 * What every ticket has, whatever its practice: number, journal, attachments, links,
 * actions.
 */
@ApplicationModule(allowedDependencies = { "directory", "masking", "workforce", "workforce :: *", "workflow", "sla",
		"sla :: *", "cmdb", "cmdb :: *", "vendor", "notification", "cluster", "signin :: keys" })
@NullMarked
package io.nagare.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
