/**
 * What people keep at hand for their daily work on tickets: views and dashboards they
 * saved, texts they write and reports they make again and again, and many tickets handled
 * at once.
 */
@ApplicationModule(
		allowedDependencies = { "directory", "workflow", "cmdb", "figures", "notification", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.workplace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
