package io.nagare.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Adds what Tomcat has no bound for: how many connections one address has open, and how
 * long the head of a request, and taking its answer, last as a whole. Tomcat's own
 * time-outs begin anew with each byte. Where it speaks TLS, it speaks no older one than
 * 1.3.
 */
final class BoundedNioEndpoint extends NioEndpoint {

	private static final Duration LOOK_EACH = Duration.ofSeconds(1);

	private static final String TLS = "TLSv1.3";

	private OpenConnections open = new OpenConnections(Integer.MAX_VALUE);

	private final Set<BoundedProcessor> serving = ConcurrentHashMap.newKeySet();

	private @Nullable Pace pace;

	private @Nullable TrustedProxies proxies;

	private @Nullable ScheduledFuture<?> look;

	void bind(BoundsProperties properties, TrustedProxies trusted) {
		this.open = new OpenConnections(properties.connectionsPerAddress());
		this.pace = new Pace(properties);
		this.proxies = trusted;
	}

	/**
	 * TLS 1.3 alone, unless the settings name other protocols: also of a certificate that
	 * takes another's place.
	 */
	@Override
	public void addSslHostConfig(SSLHostConfig host, boolean replace) {
		if (host.getProtocols().equals(new SSLHostConfig().getProtocols())) {
			host.setProtocols(TLS);
		}
		super.addSslHostConfig(host, replace);
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
		return this.open.admit(address, socket);
	}

	Set<BoundedProcessor> serving() {
		return this.serving;
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
			look(() -> {
				if (connection.getCurrentProcessor() instanceof BoundedProcessor processor && isSlow(processor, now)) {
					connection.close();
				}
			});
		}
		for (BoundedProcessor processor : this.serving) {
			look(() -> {
				if (this.pace != null && processor.isTakenTooSlowly(this.pace, now)) {
					processor.cut();
				}
			});
		}
	}

	/** The others are looked at whatever one is like, and it again in a second. */
	private void look(Runnable closing) {
		try {
			closing.run();
		}
		catch (RuntimeException ex) {
			getLog().debug("Could not look at a connection", ex);
		}
	}

	/**
	 * Only a connection that waits for more of a head, or is answered over time, keeps
	 * its processor: one that is idle gave it back, and one that is served lent it to its
	 * thread. Reads what another thread writes; a stale value is right a second later.
	 */
	private boolean isSlow(BoundedProcessor processor, long now) {
		if (this.pace == null) {
			return false;
		}
		if (processor.isAsync()) {
			return processor.isTakenTooSlowly(this.pace, now);
		}
		Request request = processor.getRequest();
		long began = request.getStartTimeNanos();
		return began > 0 && this.pace.isTooLongForHead(now - began)
				&& request.getRequestProcessor().getStage() != Constants.STAGE_SERVICE;
	}

}
