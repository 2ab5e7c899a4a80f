/**
 * What comes in from outside and becomes tickets, answers and notes: mails and alerts.
 * Nothing connects anywhere until a tenant says where.
 */
@ApplicationModule(allowedDependencies = { "directory", "masking", "signin", "signin :: keys", "notification",
		"workflow", "cmdb", "cmdb :: identification", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
