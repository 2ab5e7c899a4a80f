package io.nagare.server;

import java.io.IOException;

import io.nagare.database.DatabaseFailures;
import io.nagare.database.DatabaseWatch;
import io.nagare.shared.DiskFull;
import io.nagare.shared.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * While the database is away, refuses whatever comes, at every door and at once, so that
 * callers try again and no thread waits. What fails because it went away in the middle is
 * answered the same way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseFilter extends OncePerRequestFilter {

	private static final String HEALTH = "/actuator/health";

	private static final String FIGURES = "/actuator/prometheus";

	private static final long TRY_AGAIN_SECONDS = 1;

	private final DatabaseWatch watch;

	private final HandlerExceptionResolver errors;

	DatabaseFilter(DatabaseWatch watch, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
		this.watch = watch;
		this.errors = errors;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + HEALTH);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.watch.isAway()) {
			if (request.getRequestURI().equals(request.getContextPath() + FIGURES)) {
				tellThatItIsAway(response);
			}
			else {
				refuse(request, response);
			}
			return;
		}
		try {
			chain.doFilter(request, new HonestStatus(response));
		}
		catch (RuntimeException | ServletException | IOException ex) {
			boolean lacksMeans = DatabaseFailures.isOfMeans(ex) || DiskFull.isCauseOf(ex);
			if (response.isCommitted() || !(lacksMeans || isOutOfReach(ex))) {
				throw ex;
			}
			response.reset();
			if (lacksMeans) {
				this.errors.resolveException(request, response, null, ex);
			}
			else {
				refuse(request, response);
			}
		}
	}

	/**
	 * The one figure that says why there are no others, in Prometheus' format. Who asks
	 * is not known without the database; {@link #HEALTH} says as much to everybody.
	 */
	private static void tellThatItIsAway(HttpServletResponse response) throws IOException {
		response.setContentType("text/plain; version=0.0.4; charset=utf-8");
		response.getWriter().print("# TYPE nagare_database_away gauge\nnagare_database_away 1\n");
	}

	/** The database, or where sessions are kept instead. */
	private static boolean isOutOfReach(Exception failure) {
		return DatabaseFailures.isOfConnection(failure) || failure instanceof DataAccessResourceFailureException;
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) {
		this.errors.resolveException(request, response, null, Refusal.unavailable(TRY_AGAIN_SECONDS));
	}

	/**
	 * A failure that others answer, such as the engine's REST API, is none of the
	 * server's while the database is away.
	 */
	private final class HonestStatus extends HttpServletResponseWrapper {

		HonestStatus(HttpServletResponse response) {
			super(response);
		}

		private int honest(int status) {
			if (status != SC_INTERNAL_SERVER_ERROR || !DatabaseFilter.this.watch.isFoundAway()) {
				return status;
			}
			setHeader(HttpHeaders.RETRY_AFTER, Long.toString(TRY_AGAIN_SECONDS));
			return SC_SERVICE_UNAVAILABLE;
		}

		@Override
		public void setStatus(int status) {
			super.setStatus(honest(status));
		}

		@Override
		public void sendError(int status) throws IOException {
			super.sendError(honest(status));
		}

		@Override
		public void sendError(int status, String message) throws IOException {
			super.sendError(honest(status), message);
		}

	}

}
