/**
 * The product's GraphQL: the same questions, actions, live events and rights as in its
 * REST API.
 */
@ApplicationModule(
		allowedDependencies = { "directory", "signin", "cmdb", "realtime", "ticket", "ticket :: *", "workflow" })
@NullMarked
package io.nagare.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
