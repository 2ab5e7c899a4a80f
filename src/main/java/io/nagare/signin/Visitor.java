package io.nagare.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a request comes from.
 *
 * @param address the network address
 * @param userAgent what the browser or program calls itself, shortened; null where it
 * says nothing
 */
record Visitor(String address, @Nullable String userAgent) {

	private static final int LONGEST_ADDRESS = 45;

	private static final int LONGEST_NAME = 200;

	/** Who is at the other end of this thread's request, if there is one. */
	static Optional<Visitor> current() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? Optional.of(of(attributes.getRequest())) : Optional.empty();
	}

	private static Visitor of(HttpServletRequest request) {
		@Nullable String name = request.getHeader("User-Agent");
		return new Visitor(shortened(request.getRemoteAddr(), LONGEST_ADDRESS),
				(name != null) ? shortened(name, LONGEST_NAME) : null);
	}

	private static String shortened(String text, int longest) {
		return text.substring(0, Math.min(text.length(), longest));
	}

}
