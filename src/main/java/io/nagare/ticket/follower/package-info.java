/** Who follows a ticket, and so hears of it although nothing on it makes him. */
@NullMarked
package io.nagare.ticket.follower;

import org.jspecify.annotations.NullMarked;
