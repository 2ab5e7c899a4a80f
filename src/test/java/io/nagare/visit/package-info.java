/** The proof that a practice is its models and one registration. */
@NullMarked
package io.nagare.visit;

import org.jspecify.annotations.NullMarked;
