package io.nagare.push;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

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
			return Arrays.stream(InetAddress.getAllByName(uri.getHost())).allMatch(PushEndpointPolicy::isOutside);
		}
		catch (UnknownHostException ex) {
			return whereUnknown;
		}
	}

	/** Whether an address is anybody's in the Internet. */
	static boolean isOutside(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return false;
		}
		byte[] bytes = address.getAddress();
		int first = bytes[0] & 0xff;
		int second = bytes[1] & 0xff;
		if (address instanceof Inet6Address) {
			// only 2000::/3 is given to anybody; 2002::/16 and 2001:0::/32 hold addresses
			// of version 4
			return (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02)
					&& !(first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
		}
		boolean special = first == 0 || (first == 100 && (second & 0xc0) == 64)
				|| (first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2))
				|| (first == 198 && (second == 18 || second == 19)) || first >= 240;
		return !special;
	}

}
