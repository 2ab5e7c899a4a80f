package io.nagare.server;

import java.net.InetAddress;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Puts the bounds into Tomcat, and opens the port for probes. */
@Component
class ServerCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	/** More than the head of a request can hold: what bounds that bounds them. */
	private static final int LOCALES = 10_000;

	private static final int PROBE_THREADS = 4;

	private static final int PROBE_CONNECTIONS = 64;

	private static final int PROBE_TIMEOUT_MILLIS = 5000;

	private final BoundsProperties properties;

	private final TrustedProxies proxies;

	private final ServerProperties tomcat;

	ServerCustomizer(BoundsProperties properties, TrustedProxies proxies, ServerProperties tomcat) {
		this.properties = properties;
		this.proxies = proxies;
		this.tomcat = tomcat;
	}

	/**
	 * After Spring Boot's own, which sets the address, and inside what answers errors.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.setProtocol(BoundedNioProtocol.class.getName());
		factory.addConnectorCustomizers((connector) -> {
			connector.setMaxLocaleCount(LOCALES);
			if (connector.getProtocolHandler() instanceof BoundedNioProtocol protocol) {
				protocol.bind(this.properties, this.proxies);
			}
		});
		Connector probes = (this.properties.probePort() != null)
				? probes(this.properties.probePort(), factory.getAddress()) : null;
		if (probes != null) {
			factory.addAdditionalTomcatConnectors(probes);
		}
		RequestBounds bounds = new RequestBounds(this.properties, this.proxies,
				this.tomcat.getTomcat().getThreads().getMax(), probes);
		factory.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(bounds));
	}

	private static Connector probes(int port, @Nullable InetAddress address) {
		Connector connector = new Connector(Http11NioProtocol.class.getName());
		connector.setPort(port);
		connector.setMaxLocaleCount(LOCALES);
		if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
			protocol.setMaxThreads(PROBE_THREADS);
			protocol.setMinSpareThreads(1);
			protocol.setMaxConnections(PROBE_CONNECTIONS);
			protocol.setConnectionTimeout(PROBE_TIMEOUT_MILLIS);
			if (address != null) {
				protocol.setAddress(address);
			}
		}
		return connector;
	}

}
