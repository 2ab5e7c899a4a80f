/** Who is told what over a ticket's life, as a table decides. */
@NamedInterface("notice")
@NullMarked
package io.nagare.ticket.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
