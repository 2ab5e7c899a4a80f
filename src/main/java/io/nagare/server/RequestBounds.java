package io.nagare.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Bounds what one request and one address take of the node, whatever it is about. It
 * stands in Tomcat, before the application's filters, because forms and uploads are read
 * by Tomcat itself.
 */
final class RequestBounds extends ValveBase {

	private static final String PROBES = "/actuator/health";

	private static final List<String> DOCUMENTS = List.of("/swagger-ui", "/v3/api-docs");

	private static final List<String> PAGES = List.of("/assets/", "/camunda/app/", "/camunda/lib/");

	private final Map<String, Integer> inProgress = new ConcurrentHashMap<>();

	private final BoundsProperties properties;

	private final TrustedProxies proxies;

	private final @Nullable Connector probes;

	/** So many threads may serve documents that are large and open to strangers. */
	private final Semaphore documents;

	/** So many threads may serve what the portal and the engine's pages are made of. */
	private final Semaphore pages;

	/** So many threads may wait for bodies of strangers, and of callers, at once. */
	private final Semaphore waitingForStrangers;

	private final Semaphore waitingForCallers;

	/**
	 * @param threads how many requests the node handles at once
	 * @param probes the connector that answers nothing but health; null for none
	 */
	RequestBounds(BoundsProperties properties, TrustedProxies proxies, int threads, @Nullable Connector probes) {
		super(true);
		this.properties = properties;
		this.proxies = proxies;
		this.probes = probes;
		this.documents = new Semaphore(Math.max(1, threads / 4));
		this.pages = new Semaphore(Math.max(1, threads / 2));
		this.waitingForStrangers = new Semaphore(Math.max(1, threads / 4));
		this.waitingForCallers = new Semaphore(Math.max(1, threads / 2));
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.getConnector() == this.probes) {
			probe(request, response);
			return;
		}
		String address = request.getRemoteAddr();
		if (this.proxies.include(address)) {
			bounded(request, response);
			return;
		}
		int now = this.inProgress.merge(address, 1, Integer::sum);
		try {
			if (now > this.properties.requestsPerAddress()) {
				refuse(response);
			}
			else {
				bounded(request, response);
			}
		}
		finally {
			this.inProgress.computeIfPresent(address, (key, count) -> (count > 1) ? count - 1 : null);
		}
	}

	/**
	 * Empty where the address could not be read, which the rest of the pipeline answers.
	 */
	private static String path(Request request) {
		String path = request.getDecodedRequestURI();
		return (path != null) ? path : "";
	}

	/** The rest of the pipeline says it in the contract's form. */
	private static void refuse(Response response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
	}

	private void probe(Request request, Response response) throws IOException, ServletException {
		if (path(request).startsWith(PROBES)) {
			getNext().invoke(request, response);
		}
		else {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
		}
	}

	private void bounded(Request request, Response response) throws IOException, ServletException {
		if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
			// Tomcat could not read the head, and nobody can work with such a request
			response.sendError(response.getStatus());
			return;
		}
		@Nullable Semaphore bound = boundOf(path(request));
		if (bound == null) {
			within(request, response);
		}
		else if (bound.tryAcquire()) {
			try {
				within(request, response);
			}
			finally {
				bound.release();
			}
		}
		else {
			refuse(response);
		}
	}

	/** What bounds the threads that serve a path, whoever asks; null for nothing. */
	private @Nullable Semaphore boundOf(String path) {
		if (DOCUMENTS.stream().anyMatch(path::startsWith)) {
			return this.documents;
		}
		return PAGES.stream().anyMatch(path::startsWith) ? this.pages : null;
	}

	private void within(Request request, Response response) throws IOException, ServletException {
		try (BoundedInput input = new BoundedInput(request.getCoyoteRequest(), this.properties,
				this.waitingForStrangers, this.waitingForCallers)) {
			input.install();
			getNext().invoke(request, response);
			if (!request.isAsync() && !input.takeRest()) {
				// the answer first: afterwards the connection is not one any more
				if (!response.isCommitted()) {
					response.setHeader(HttpHeaders.CONNECTION, "close");
				}
				response.finishResponse();
				input.giveUpRest();
			}
		}
	}

}
