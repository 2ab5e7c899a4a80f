/** Suggestions at {@code /api/v1/suggestions} and beside each ticket. */
@NullMarked
package io.nagare.suggestion.web;

import org.jspecify.annotations.NullMarked;
