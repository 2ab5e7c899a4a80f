package io.nagare.server;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's own protocol on an endpoint with bounds. Public because Tomcat makes it by its
 * name.
 */
public final class BoundedNioProtocol extends Http11NioProtocol {

	private final BoundedNioEndpoint endpoint;

	public BoundedNioProtocol() {
		this(new BoundedNioEndpoint());
	}

	private BoundedNioProtocol(BoundedNioEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
	}

	/** Must be called before the start. */
	void bind(BoundsProperties properties, TrustedProxies proxies) {
		this.endpoint.bind(properties, proxies);
	}

	@Override
	protected Processor createProcessor() {
		return new BoundedProcessor(this, getAdapter(), this.endpoint.serving());
	}

}
