/** The second factor. */
@NullMarked
package io.nagare.signin.factor;

import org.jspecify.annotations.NullMarked;
