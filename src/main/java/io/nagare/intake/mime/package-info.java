/** Reads mails as they arrive, which is seldom as the standards say. */
@NullMarked
package io.nagare.intake.mime;

import org.jspecify.annotations.NullMarked;
