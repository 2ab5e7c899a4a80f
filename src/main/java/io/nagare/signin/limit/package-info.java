/** How often somebody may ask, and how often he may guess. */
@NullMarked
package io.nagare.signin.limit;

import org.jspecify.annotations.NullMarked;
