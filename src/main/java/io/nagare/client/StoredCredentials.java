package io.nagare.client;

import org.jspecify.annotations.Nullable;

/**
 * What opens a server.
 *
 * @param url where it is
 * @param accessToken an access token, or a personal one
 * @param refreshToken what a new access token is got with; null for a personal one
 */
record StoredCredentials(String url, String accessToken, @Nullable String refreshToken) {

	@Override
	public String toString() {
		return "Credentials for " + this.url;
	}

}
