/** Opens tickets that say what others say. */
@NullMarked
package io.nagare.ticket.copy;

import org.jspecify.annotations.NullMarked;
