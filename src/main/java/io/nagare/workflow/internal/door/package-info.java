/** The engine's own API and web applications, as strangers reach them. */
@NullMarked
package io.nagare.workflow.internal.door;

import org.jspecify.annotations.NullMarked;
