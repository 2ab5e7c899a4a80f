/** The daily work at {@code /api/v1}. */
@NullMarked
package io.nagare.workplace.web;

import org.jspecify.annotations.NullMarked;
