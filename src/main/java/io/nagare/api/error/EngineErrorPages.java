package io.nagare.api.error;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

import io.nagare.shared.Navigation;

/**
 * The engine tells in JSON of its own what goes wrong, whatever was asked for. Whoever
 * went to its address in a browser is told by the product's page instead.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
class EngineErrorPages extends OncePerRequestFilter {

	private static final String ENGINE = "/engine-rest";

	private final ErrorAdvice advice;

	EngineErrorPages(ErrorAdvice advice) {
		this.advice = advice;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getServletPath().startsWith(ENGINE) || !Navigation.isOne(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Unsaid answer = new Unsaid(response);
		chain.doFilter(request, answer);
		if (answer.isRefusal() && !response.isCommitted()) {
			this.advice.wentWrong(new ResponseStatusException(HttpStatusCode.valueOf(answer.getStatus())), request,
					response);
		}
		else {
			answer.finish();
		}
	}

	/** An answer whose text goes nowhere where it is a refusal. */
	private static final class Unsaid extends HttpServletResponseWrapper {

		private @Nullable ServletOutputStream out;

		private @Nullable PrintWriter writer;

		Unsaid(HttpServletResponse response) {
			super(response);
		}

		boolean isRefusal() {
			return getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
		}

		void finish() {
			if (this.writer != null) {
				this.writer.flush();
			}
		}

		@Override
		public void sendError(int status) {
			setStatus(status);
		}

		@Override
		public void sendError(int status, String message) {
			setStatus(status);
		}

		@Override
		public void flushBuffer() throws IOException {
			if (!isRefusal()) {
				finish();
				super.flushBuffer();
			}
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			if (this.writer == null) {
				this.writer = new PrintWriter(getOutputStream(), false, StandardCharsets.UTF_8);
			}
			return this.writer;
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			if (this.out == null) {
				this.out = new Out();
			}
			return this.out;
		}

		/** Asks for the real one only once there is something to say. */
		private final class Out extends ServletOutputStream {

			private OutputStream real() throws IOException {
				return isRefusal() ? nullOutputStream() : getResponse().getOutputStream();
			}

			@Override
			public void write(int letter) throws IOException {
				real().write(letter);
			}

			@Override
			public void write(byte[] letters, int from, int length) throws IOException {
				real().write(letters, from, length);
			}

			@Override
			public void flush() throws IOException {
				real().flush();
			}

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				throw new UnsupportedOperationException();
			}

		}

	}

}
