/** The HTTP side of process mining. */
@NullMarked
package io.nagare.mining.web;

import org.jspecify.annotations.NullMarked;
