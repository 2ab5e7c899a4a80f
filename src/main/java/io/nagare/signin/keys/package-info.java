/** The keys that sign access tokens: made, kept encrypted, published, replaced. */
@NullMarked
package io.nagare.signin.keys;

import org.jspecify.annotations.NullMarked;
