/** How things may go on, and how far that can be trusted. */
@NullMarked
package io.nagare.figures.forecast;

import org.jspecify.annotations.NullMarked;
