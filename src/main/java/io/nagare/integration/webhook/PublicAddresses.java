package io.nagare.integration.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import io.nagare.shared.PublicAddress;
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
				&& Arrays.stream(all).anyMatch((address) -> !PublicAddress.isPublic(address))) {
			throw new UnknownHostException("leads inside");
		}
		return all;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
