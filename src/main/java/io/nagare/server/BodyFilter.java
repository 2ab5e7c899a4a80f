package io.nagare.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.nagare.shared.HeapShare;
import io.nagare.shared.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Keeps the body of a request, so that it can be read more than once: a small one in
 * memory, a large one in a file. Answers what the bounds refuse while a body is read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver errors;

	private final BodyBudget budget;

	private final BoundsProperties properties;

	BodyFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors, BodyBudget budget,
			BoundsProperties properties) {
		this.errors = errors;
		this.budget = budget;
		this.properties = properties;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (Kept kept = new Kept(request, this.budget, this.properties.maxDeployment())) {
			chain.doFilter(kept, response);
		}
		catch (Refusal refusal) {
			if (response.isCommitted()) {
				throw refusal;
			}
			this.errors.resolveException(request, response, null, refusal);
		}
	}

	/** A request whose body may be read as often as one likes. */
	private static final class Kept extends HttpServletRequestWrapper implements HeapShare, AutoCloseable {

		private final KeptBody body;

		private final BodyBudget budget;

		private final DataSize most;

		private BodyBudget.Lease models = BodyBudget.Lease.NONE;

		private Kept(HttpServletRequest request, BodyBudget budget, DataSize most) {
			super(request);
			this.body = new KeptBody(request, budget);
			this.budget = budget;
			this.most = most;
			request.setAttribute(HeapShare.class.getName(), this);
		}

		@Override
		public void takeForModels(long bytes) {
			if (bytes > this.most.toBytes()) {
				throw Refusal.tooLarge("files", this.most.toBytes());
			}
			if (this.models == BodyBudget.Lease.NONE) {
				this.models = this.budget.takeForModels(bytes);
			}
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return this.body.open();
		}

		@Override
		public BufferedReader getReader() throws IOException {
			Charset charset = Optional.ofNullable(getCharacterEncoding())
				.map(Charset::forName)
				.orElse(StandardCharsets.UTF_8);
			return new BufferedReader(new InputStreamReader(getInputStream(), charset));
		}

		@Override
		public void close() throws IOException {
			this.models.giveBack();
			this.body.close();
		}

	}

}
