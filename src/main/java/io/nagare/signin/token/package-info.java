/** Tokens that programs bear. */
@NullMarked
package io.nagare.signin.token;

import org.jspecify.annotations.NullMarked;
