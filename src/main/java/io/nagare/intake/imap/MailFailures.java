package io.nagare.intake.imap;

import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Says to an administrator of a tenant why a mailbox does not open: what the server of
 * mails itself says of its password or folder, and nothing that would tell one closed
 * port from another.
 */
public final class MailFailures {

	private static final int LONGEST = 200;

	private MailFailures() {
	}

	/** In words for people. */
	public static String words(Throwable failure) {
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof AuthenticationFailedException || at instanceof FolderNotFoundException) {
				String said = String.valueOf(at.getMessage()).replaceAll("\\p{Cntrl}+", " ");
				return said.substring(0, Math.min(said.length(), LONGEST));
			}
			if (at instanceof SSLException) {
				return "The server does not offer TLS, or its certificate is not trusted or for another name";
			}
			if (at instanceof UnknownHostException) {
				return "There is no such host outside";
			}
		}
		return "The server cannot be reached, takes too long, or does not answer as one of mails does";
	}

}
