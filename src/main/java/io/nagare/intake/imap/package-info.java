/** Speaks IMAP with the servers of mailboxes. */
@NullMarked
package io.nagare.intake.imap;

import org.jspecify.annotations.NullMarked;
