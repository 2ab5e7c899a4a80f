/** How a refusal or failure is answered. */
@NullMarked
package io.nagare.api.error;

import org.jspecify.annotations.NullMarked;
