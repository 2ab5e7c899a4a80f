/** What is to be ticked off on a ticket. */
@NullMarked
package io.nagare.ticket.checklist;

import org.jspecify.annotations.NullMarked;
