/** Shifts of teams: what needs attention, and who handed it over to whom. */
@NullMarked
package io.nagare.workplace.handover;

import org.jspecify.annotations.NullMarked;
