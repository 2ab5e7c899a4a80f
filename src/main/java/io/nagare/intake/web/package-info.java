/** The calls through which administrators set up mailboxes. */
@NullMarked
package io.nagare.intake.web;

import org.jspecify.annotations.NullMarked;
