package io.nagare.intake.imap;

import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Excerpt;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;

/**
 * Says to an administrator of a tenant why a mailbox does not open: what the server of
 * mails itself says of its password or folder, and nothing that would tell one closed
 * port from another.
 */
public final class MailFailures {

	private static final int LONGEST = 200;

	private MailFailures() {
	}

	/** In words for people, those of a server as it says them. */
	public static Label words(Throwable failure) {
		if (failure instanceof RuntimeException || failure instanceof Error) {
			return Texts.label("mailbox.failure.within");
		}
		for (@Nullable
		Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof UnfiledMailsException) {
				return Texts.label("mailbox.failure.unfiled", said(at));
			}
			if (at instanceof AuthenticationFailedException || at instanceof FolderNotFoundException) {
				return Label.said(said(at));
			}
			if (at instanceof SSLException) {
				return Texts.label("mailbox.failure.tls");
			}
			if (at instanceof UnknownHostException) {
				return Texts.label("mailbox.failure.no_host");
			}
		}
		return Texts.label("mailbox.failure.no_answer");
	}

	private static String said(Throwable failure) {
		return Excerpt.of(String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}+", " "), LONGEST);
	}

}
