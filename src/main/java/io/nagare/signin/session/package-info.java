/** Sessions of browsers. */
@NullMarked
package io.nagare.signin.session;

import org.jspecify.annotations.NullMarked;
