/** Tells programs outside of events by HTTP, as Standard Webhooks has it. */
@NullMarked
package io.nagare.integration.webhook;

import org.jspecify.annotations.NullMarked;
