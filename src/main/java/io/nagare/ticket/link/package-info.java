/** How tickets hang together. */
@NamedInterface("link")
@NullMarked
package io.nagare.ticket.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
