package io.nagare.server;

import java.net.InetAddress;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which connections each address has open. It is touched by Tomcat's one accepting thread
 * alone, and keeps no closed one for longer than the next of the same address, or the
 * next thousand of others.
 */
final class OpenConnections {

	/** After so many the closed ones of all addresses are forgotten. */
	private static final int FORGET_EACH = 1000;

	private final Map<InetAddress, List<Channel>> byAddress = new HashMap<>();

	private final int most;

	private int seen;

	/**
	 * @param most how many one address may have open
	 */
	OpenConnections(int most) {
		this.most = most;
	}

	/** Whether the address may have one more, which it then has. */
	boolean admit(InetAddress address, Channel connection) {
		if (++this.seen % FORGET_EACH == 0) {
			this.byAddress.values().removeIf((connections) -> !hasOpen(connections));
		}
		List<Channel> connections = this.byAddress.computeIfAbsent(address, (unknown) -> new ArrayList<>());
		hasOpen(connections);
		return connections.size() < this.most && connections.add(connection);
	}

	private static boolean hasOpen(List<Channel> connections) {
		connections.removeIf((connection) -> !connection.isOpen());
		return !connections.isEmpty();
	}

	/** How many are remembered. */
	int size() {
		return this.byAddress.values().stream().mapToInt(List::size).sum();
	}

}
