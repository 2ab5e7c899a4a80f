/** Figures at {@code /api/v1/figures}. */
@NullMarked
package io.nagare.figures.web;

import org.jspecify.annotations.NullMarked;
