/** Articles, from the first word to the last reader. */
@NullMarked
package io.nagare.article;

import org.jspecify.annotations.NullMarked;
