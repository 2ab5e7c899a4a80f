/** The HTTP API for how long tickets are kept. */
@NullMarked
package io.nagare.ticket.retention.web;

import org.jspecify.annotations.NullMarked;
