/** From where and when people may enter. */
@NullMarked
package io.nagare.signin.access;

import org.jspecify.annotations.NullMarked;
