package io.nagare.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses on the web as people may write them into a field. */
public final class WebAddress {

	private static final Set<String> SCHEMES = Set.of("https", "http");

	private WebAddress() {
	}

	/**
	 * The address; empty for what is none with a host, and for one that carries a
	 * password or leads into a page.
	 */
	public static Optional<URI> of(String text) {
		try {
			URI address = new URI(text);
			boolean plain = address.getHost() != null && SCHEMES.contains(String.valueOf(address.getScheme()))
					&& address.getUserInfo() == null && address.getFragment() == null;
			return plain ? Optional.of(address) : Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

}
