package io.nagare.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Adds what Tomcat has no bound for: how many connections one address has open, and how
 * long the head of a request takes as a whole. Tomcat's own time-out begins anew with
 * each byte.
 */
final class BoundedNioEndpoint extends NioEndpoint {

	private static final Duration LOOK_EACH = Duration.ofSeconds(1);

	/**
	 * So many addresses are remembered before those without connections are forgotten.
	 */
	private static final int MANY_ADDRESSES = 1000;

	/** Touched by Tomcat's one accepting thread alone. */
	private final Map<InetAddress, List<SocketChannel>> open = new HashMap<>();

	private int mostPerAddress = Integer.MAX_VALUE;

	private @Nullable Pace pace;

	private @Nullable TrustedProxies proxies;

	private @Nullable ScheduledFuture<?> look;

	void bind(BoundsProperties properties, TrustedProxies trusted) {
		this.mostPerAddress = properties.connectionsPerAddress();
		this.pace = new Pace(properties);
		this.proxies = trusted;
	}

	@Override
	public void startInternal() throws Exception {
		super.startInternal();
		this.look = getUtilityExecutor().scheduleWithFixedDelay(this::closeTheSlow, LOOK_EACH.toMillis(),
				LOOK_EACH.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stopInternal() {
		if (this.look != null) {
			this.look.cancel(false);
		}
		super.stopInternal();
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (!admits(socket)) {
			destroySocket(socket);
			return false;
		}
		return super.setSocketOptions(socket);
	}

	private boolean admits(SocketChannel socket) {
		InetAddress address = addressOf(socket);
		if (address == null) {
			return false;
		}
		if (this.proxies != null && this.proxies.include(address.getHostAddress())) {
			return true;
		}
		if (this.open.size() > MANY_ADDRESSES) {
			this.open.values().removeIf((sockets) -> sockets.stream().noneMatch(SocketChannel::isOpen));
		}
		List<SocketChannel> sockets = this.open.computeIfAbsent(address, (unknown) -> new ArrayList<>());
		if (sockets.size() >= this.mostPerAddress) {
			sockets.removeIf((other) -> !other.isOpen());
		}
		return sockets.size() < this.mostPerAddress && sockets.add(socket);
	}

	private static @Nullable InetAddress addressOf(SocketChannel socket) {
		try {
			return (socket.getRemoteAddress() instanceof InetSocketAddress remote) ? remote.getAddress() : null;
		}
		catch (IOException ex) {
			// it is gone already
			return null;
		}
	}

	private void closeTheSlow() {
		long now = System.nanoTime();
		for (SocketWrapperBase<NioChannel> connection : getConnections()) {
			try {
				if (connection.getCurrentProcessor() instanceof AbstractProcessor processor && !processor.isAsync()
						&& isSlow(processor.getRequest(), now)) {
					connection.close();
				}
			}
			catch (RuntimeException ex) {
				// the next ones are looked at, and this one again in a second
				getLog().debug("Could not look at a connection", ex);
			}
		}
	}

	/**
	 * Only a connection that waits for more of a head, or is answered over time, keeps
	 * its processor: one that is idle gave it back, and one that is served lent it to its
	 * thread. Reads what another thread writes; a stale value is right a second later.
	 */
	private boolean isSlow(Request request, long now) {
		long began = request.getStartTimeNanos();
		return this.pace != null && began > 0 && this.pace.isTooLongForHead(now - began)
				&& request.getRequestProcessor().getStage() != Constants.STAGE_SERVICE;
	}

}
