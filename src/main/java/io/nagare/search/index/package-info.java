/** The index that searches read: a whole one on each node. */
@NullMarked
package io.nagare.search.index;

import org.jspecify.annotations.NullMarked;
