/**
 * Writes down for people outside what happened: a ticket's report, a change's dossier,
 * lists as files.
 */
@ApplicationModule(allowedDependencies = { "directory", "cmdb", "sla", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
