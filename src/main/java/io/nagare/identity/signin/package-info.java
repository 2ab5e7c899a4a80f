/**
 * How somebody gets in, stays in and is shown out: passwords, tokens, sessions, doors.
 */
@NullMarked
package io.nagare.identity.signin;

import org.jspecify.annotations.NullMarked;
