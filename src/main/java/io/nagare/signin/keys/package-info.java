/** The keys that sign access tokens: made, kept encrypted, published, replaced. */
@NamedInterface("keys")
@NullMarked
package io.nagare.signin.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
