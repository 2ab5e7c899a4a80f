/** What comes of a ticket, shown before it is sent. */
@NullMarked
package io.nagare.trial.preview;

import org.jspecify.annotations.NullMarked;
