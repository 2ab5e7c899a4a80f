/** Tells browsers what people were told while nobody looks at the portal: web push. */
@ApplicationModule(allowedDependencies = { "directory", "notification", "signin :: keys" })
@NullMarked
package io.nagare.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
