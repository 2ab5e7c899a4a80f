/** Time that people worked on a ticket, and what it cost. */
@NullMarked
package io.nagare.ticket.time;

import org.jspecify.annotations.NullMarked;
