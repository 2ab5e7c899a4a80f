/** The parts of the tickets' API that all practices share. */
@NullMarked
package io.nagare.ticket.web;

import org.jspecify.annotations.NullMarked;
