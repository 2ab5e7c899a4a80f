/** How requests are read. */
@NullMarked
package io.nagare.api.input;

import org.jspecify.annotations.NullMarked;
