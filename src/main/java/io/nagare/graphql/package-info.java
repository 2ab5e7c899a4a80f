/** The product's GraphQL: the same questions, actions and rights as in its REST API. */
@ApplicationModule(allowedDependencies = { "directory", "cmdb", "ticket", "ticket :: *", "workflow" })
@NullMarked
package io.nagare.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
