/** What is behind a problem. */
@NamedInterface("cause")
@NullMarked
package io.nagare.problem.cause;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
