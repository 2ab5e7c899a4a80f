/**
 * The form of every answer: envelope, errors, strict JSON, versions, retries and the
 * OpenAPI document. Wraps what the modules below return; they do not know it.
 */
@ApplicationModule(allowedDependencies = { "shared", "database" })
@NullMarked
package io.nagare.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
