package io.nagare.intake.imap;

import java.io.Serial;

import jakarta.mail.MessagingException;

/**
 * All mails were taken, but their mailbox does not show it: the server marks or moves
 * none of them.
 */
class UnfiledMailsException extends MessagingException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnfiledMailsException(MessagingException cause) {
		super(cause.getMessage(), cause);
	}

}
