/** Articles: what people read to help themselves, written and approved by two people. */
@ApplicationModule(allowedDependencies = { "directory", "workflow", "sla", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.article;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
