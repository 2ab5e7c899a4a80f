/**
 * What the product tells programs outside of it: every event, on Kafka and by webhooks.
 * Knows the modules below; none of them knows it.
 */
@ApplicationModule(allowedDependencies = { "directory", "masking", "signin", "signin :: keys", "notification",
		"workflow", "ticket", "ticket :: *", "cmdb", "cmdb :: *" })
@NullMarked
package io.nagare.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
