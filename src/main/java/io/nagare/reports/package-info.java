/**
 * Writes down for people outside what happened: a ticket's report, a change's dossier,
 * lists as files, and what they are mailed by a schedule.
 */
@ApplicationModule(allowedDependencies = { "availability", "directory", "masking", "cmdb", "figures", "notification",
		"sla", "sla :: calendar", "ticket", "ticket :: *", "workplace" })
@NullMarked
package io.nagare.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
