package io.nagare.push;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

import io.nagare.shared.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Which addresses are called where a browser says that they are its push service's: of
 * hosts outside, by TLS. Nobody makes the server call what is inside.
 */
@Component
class PushEndpointPolicy {

	private final PushSettings settings;

	PushEndpointPolicy(PushSettings settings) {
		this.settings = settings;
	}

	/**
	 * The address, where it may be called as far as can be told without calling; else
	 * null.
	 */
	@Nullable URI allowed(String endpoint) {
		try {
			URI uri = new URI(endpoint);
			@Nullable String host = uri.getHost();
			if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
				return null;
			}
			if (isTrusted(host)) {
				return uri;
			}
			return "https".equalsIgnoreCase(uri.getScheme()) && isNamed(host) && leadsOutside(uri, true) ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/** Whether all that the name stands for now lies outside; asked before each call. */
	boolean leadsOutside(URI uri) {
		return isTrusted(uri.getHost()) || leadsOutside(uri, false);
	}

	private boolean isTrusted(String host) {
		return this.settings.insideHosts().contains(host.toLowerCase(Locale.ROOT));
	}

	/** Push services have names; an address written in numbers is nobody's. */
	private static boolean isNamed(String host) {
		return host.contains(".") && !host.startsWith("[") && !host.endsWith(".")
				&& !Character.isDigit(host.charAt(host.lastIndexOf('.') + 1));
	}

	/** Behind a proxy, it is the proxy that knows names. */
	private static boolean leadsOutside(URI uri, boolean whereUnknown) {
		@Nullable ProxySelector proxies = ProxySelector.getDefault();
		if (proxies != null && proxies.select(uri).stream().anyMatch((proxy) -> proxy.type() != Proxy.Type.DIRECT)) {
			return true;
		}
		try {
			return Arrays.stream(InetAddress.getAllByName(uri.getHost())).allMatch(PublicAddress::isPublic);
		}
		catch (UnknownHostException ex) {
			return whereUnknown;
		}
	}

}
