/** Waiting for others, in turns and for a while. */
@NullMarked
package io.nagare.shared.concurrent;

import org.jspecify.annotations.NullMarked;
