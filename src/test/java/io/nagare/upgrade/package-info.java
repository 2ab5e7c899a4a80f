/** Data folders that earlier states of the product left, opened by the present one. */
@NullMarked
package io.nagare.upgrade;

import org.jspecify.annotations.NullMarked;
