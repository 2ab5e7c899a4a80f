package io.nagare.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a node that stops go on serving until the proxy before it has noticed: readiness
 * is down from the first moment, what comes meanwhile is answered, and each answer closes
 * its connection. Only then no more is taken, and what has begun comes to its end.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NodeDrain extends OncePerRequestFilter implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(NodeDrain.class);

	private final Duration drain;

	private volatile boolean running;

	private volatile boolean stopping;

	NodeDrain(BoundsProperties properties) {
		this.drain = properties.drain();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.stopping) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		chain.doFilter(request, response);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public void stop(Runnable callback) {
		this.stopping = true;
		this.running = false;
		if (this.drain.isZero()) {
			callback.run();
			return;
		}
		LOG.info("Serves for {} ms more", this.drain.toMillis());
		CompletableFuture.delayedExecutor(this.drain.toMillis(), TimeUnit.MILLISECONDS).execute(callback);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before all others; the web server follows when its phase has passed. */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE;
	}

}
