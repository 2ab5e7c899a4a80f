package io.nagare.api;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Reads the body of a request once and keeps it, so that it can be read again, and
 * refuses one that is too large before anything is done with it. Forms and uploads have
 * the servlet container's own limits.
 */
@Component
class BodyFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver errors;

	private final int limit;

	/**
	 * @param limit the largest body that is taken, {@code nagare.api.max-body}
	 */
	BodyFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors,
			@Value("${nagare.api.max-body}") DataSize limit) {
		this.errors = errors;
		this.limit = Math.toIntExact(limit.toBytes());
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String type = Optional.ofNullable(request.getContentType()).orElse("");
		return !ApiPaths.isApi(request) || type.startsWith("multipart/")
				|| type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] body = (request.getContentLengthLong() > this.limit) ? null
				: request.getInputStream().readNBytes(this.limit + 1);
		if (body == null || body.length > this.limit) {
			this.errors.resolveException(request, response, null, ExceptionTranslator.tooLarge(null, this.limit));
			return;
		}
		chain.doFilter(new Kept(request, body), response);
	}

	/** A request whose body may be read as often as one likes. */
	private static final class Kept extends HttpServletRequestWrapper {

		private final byte[] body;

		private Kept(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			return new Bytes(new ByteArrayInputStream(this.body));
		}

		@Override
		public BufferedReader getReader() {
			Charset charset = Optional.ofNullable(getCharacterEncoding())
				.map(Charset::forName)
				.orElse(StandardCharsets.UTF_8);
			return new BufferedReader(new InputStreamReader(getInputStream(), charset));
		}

	}

	private static final class Bytes extends ServletInputStream {

		private final ByteArrayInputStream bytes;

		private Bytes(ByteArrayInputStream bytes) {
			this.bytes = bytes;
		}

		@Override
		public int read() {
			return this.bytes.read();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			return this.bytes.read(target, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.bytes.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body is here already");
		}

	}

}
