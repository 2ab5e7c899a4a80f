/** A linear model of words: how it learns, guesses, says why, and is measured. */
@NullMarked
package io.nagare.suggestion.model;

import org.jspecify.annotations.NullMarked;
