/** For how long tickets are kept after their end. */
@NamedInterface("retention")
@NullMarked
package io.nagare.ticket.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
