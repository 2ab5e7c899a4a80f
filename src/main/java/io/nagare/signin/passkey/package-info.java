/** Keys on people's devices, which open the door without a password. */
@NullMarked
package io.nagare.signin.passkey;

import org.jspecify.annotations.NullMarked;
