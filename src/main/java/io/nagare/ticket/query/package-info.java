/** How tickets are read. */
@NamedInterface("query")
@NullMarked
package io.nagare.ticket.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
