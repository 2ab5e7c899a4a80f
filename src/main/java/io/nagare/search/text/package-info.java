/** Reads what files say, and never more of them than a node can bear. */
@NullMarked
package io.nagare.search.text;

import org.jspecify.annotations.NullMarked;
