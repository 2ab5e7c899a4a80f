/** Pages that a sealed link opens to who was sent it, without a sign-in. */
@NamedInterface("link")
@NullMarked
package io.nagare.signin.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
