/** Asks reporters of closed tickets how satisfied they are, and keeps what they say. */
@ApplicationModule(allowedDependencies = { "directory", "signin :: link", "notification", "ticket", "ticket :: *" })
@NullMarked
package io.nagare.satisfaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
