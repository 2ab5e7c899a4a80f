/** The calls through which platform administrators change rule sets. */
@NullMarked
package io.nagare.rules.web;

import org.jspecify.annotations.NullMarked;
