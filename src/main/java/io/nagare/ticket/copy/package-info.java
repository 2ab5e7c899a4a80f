/** Opens tickets that say what others say. */
@NamedInterface("copy")
@NullMarked
package io.nagare.ticket.copy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
