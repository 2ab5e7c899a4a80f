package io.nagare.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a mailbox is opened with.
 *
 * @param password null where a token opens it
 * @param clientSecret null where the client has none
 * @param refreshToken null where the client acts by itself
 */
public record MailSecrets(@Nullable String password, @Nullable String clientSecret, @Nullable String refreshToken) {

	static final MailSecrets NONE = new MailSecrets(null, null, null);

	MailSecrets with(MailboxFields fields) {
		return new MailSecrets(fields.password().orElse(this.password),
				fields.oauthClientSecret().orElse(this.clientSecret),
				fields.oauthRefreshToken().orElse(this.refreshToken));
	}

	MailSecrets refreshed(String refreshToken) {
		return new MailSecrets(this.password, this.clientSecret, refreshToken);
	}

	@Override
	public String toString() {
		return "MailSecrets[]";
	}

}
