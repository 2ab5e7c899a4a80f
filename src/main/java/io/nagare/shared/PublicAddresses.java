package io.nagare.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to addresses outside only: those of the own network, of the machine
 * itself and of its surroundings are called for nobody who names a host. The connection
 * is made to the address that was looked at, so that a name that changes its mind in
 * between gains nothing.
 */
public final class PublicAddresses implements DnsResolver {

	private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

	private final Set<String> insideHosts;

	/**
	 * Tells apart.
	 * @param insideHosts names and addresses, in small letters, that may be called though
	 * they lie inside
	 */
	public PublicAddresses(Set<String> insideHosts) {
		this.insideHosts = insideHosts;
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
		for (InetAddress address : all) {
			check(host, address);
		}
		return all;
	}

	/**
	 * Checks what a host was found at.
	 * @throws UnknownHostException where that lies inside
	 */
	public void check(String host, InetAddress address) throws UnknownHostException {
		if (!isListed(host) && !PublicAddress.isPublic(address)) {
			throw new UnknownHostException("leads inside");
		}
	}

	/**
	 * Whether the host lies inside by what is written alone; a name is looked at with
	 * each call.
	 * @throws UnknownHostException where it is no host
	 */
	public boolean leadsInside(String host) throws UnknownHostException {
		return !isListed(host) && (host.equalsIgnoreCase("localhost") || (LITERAL.matcher(host).matches()
				&& Arrays.stream(InetAddress.getAllByName(host)).anyMatch((one) -> !PublicAddress.isPublic(one))));
	}

	/** Whether it may be called wherever it lies. */
	public boolean isListed(String host) {
		return this.insideHosts.contains(host.toLowerCase(Locale.ROOT));
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
