package io.nagare.integration.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to addresses outside only: those of the own network, of the machine
 * itself and of its surroundings are nobody's who is told of events. The connection is
 * made to the address that was looked at, so that a name that changes its mind in between
 * gains nothing.
 */
final class PublicAddresses implements DnsResolver {

	private final Set<String> insideHosts;

	PublicAddresses(Set<String> insideHosts) {
		this.insideHosts = insideHosts;
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
		if (!this.insideHosts.contains(host.toLowerCase(Locale.ROOT))
				&& Arrays.stream(all).anyMatch((address) -> !isPublic(address))) {
			throw new UnknownHostException("leads inside");
		}
		return all;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

	/** Whether the address may be anybody's in the world (RFC 6890). */
	static boolean isPublic(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return false;
		}
		byte[] bytes = address.getAddress();
		if (address instanceof Inet4Address) {
			return isPublic(bytes, 0);
		}
		return address instanceof Inet6Address && isPublicV6(bytes);
	}

	private static boolean isPublic(byte[] bytes, int from) {
		int first = bytes[from] & 0xFF;
		int second = bytes[from + 1] & 0xFF;
		int third = bytes[from + 2] & 0xFF;
		return switch (first) {
			case 0, 10, 127 -> false;
			case 100 -> second < 64 || second > 127;
			case 169 -> second != 254;
			case 172 -> second < 16 || second > 31;
			case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2)) && !(second == 88 && third == 99);
			case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
			case 203 -> !(second == 0 && third == 113);
			default -> first < 224;
		};
	}

	private static boolean isPublicV6(byte[] bytes) {
		int first = bytes[0] & 0xFF;
		int second = bytes[1] & 0xFF;
		// what carries an address of the old kind is as public as that
		if (first == 0x20 && second == 0x02) {
			return isPublic(bytes, 2);
		}
		if (first == 0 && second == 0x64) {
			return (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B && bytes[4] == 0 && bytes[5] == 0
					&& isPublic(bytes, 12);
		}
		boolean documentation = first == 0x20 && second == 0x01 && (bytes[2] & 0xFF) == 0x0D
				&& (bytes[3] & 0xFF) == 0xB8;
		boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
		return (first & 0xE0) == 0x20 && !documentation && !teredo;
	}

}
