/** Reads mails as they arrive, which is seldom as the standards say. */
@NamedInterface("mime")
@NullMarked
package io.nagare.intake.mime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
