/**
 * Words that a table no longer has, and what takes their place on the tickets that carry
 * them.
 */
@NamedInterface("word")
@NullMarked
package io.nagare.ticket.word;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
