/** Searching at {@code /api/v1/search}. */
@NullMarked
package io.nagare.search.web;

import org.jspecify.annotations.NullMarked;
