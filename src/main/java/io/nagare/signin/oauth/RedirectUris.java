package io.nagare.signin.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

import io.nagare.shared.Refusal;

/**
 * Says where people may be sent back to with a code: only through TLS, or to a program on
 * their own device (RFC 8252, 7.3).
 */
final class RedirectUris {

	private static final Set<String> DEVICE_ITSELF = Set.of("127.0.0.1", "localhost");

	private RedirectUris() {
	}

	/**
	 * Lets only addresses pass that name one place exactly.
	 * @throws Refusal VALIDATION_FAILED, naming the address by its position
	 */
	static void check(List<String> addresses) {
		for (int i = 0; i < addresses.size(); i++) {
			if (!isExact(addresses.get(i))) {
				throw Refusal.invalid("redirect_uris[" + i + "]", "redirect_uri");
			}
		}
	}

	private static boolean isExact(String address) {
		try {
			URI uri = new URI(address);
			boolean place = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
			return place && !address.contains("*") && ("https".equals(uri.getScheme())
					|| ("http".equals(uri.getScheme()) && DEVICE_ITSELF.contains(uri.getHost())));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * The place as a content security policy names it. A program on the device may listen
	 * at any port.
	 */
	static String source(String address) {
		URI uri = URI.create(address);
		return uri.getScheme() + "://"
				+ (DEVICE_ITSELF.contains(uri.getHost()) ? uri.getHost() + ":*" : uri.getRawAuthority());
	}

}
