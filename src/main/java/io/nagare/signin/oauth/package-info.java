/** Clients of OAuth 2.0, and what they are given. */
@NullMarked
package io.nagare.signin.oauth;

import org.jspecify.annotations.NullMarked;
