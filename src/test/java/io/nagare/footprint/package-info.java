/** How much of the product one request walks through. */
@NullMarked
package io.nagare.footprint;

import org.jspecify.annotations.NullMarked;
