package io.nagare.workflow.internal.door;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Remembers, for the request at an engine door, the HTTP status that a failure deserves;
 * the engine's REST API alone would answer many of them with 500.
 */
final class FailureStatus {

	private static final String STATUS = FailureStatus.class.getName();

	private FailureStatus() {
	}

	static void note(int status) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request != null) {
			request.setAttribute(STATUS, status, RequestAttributes.SCOPE_REQUEST);
		}
	}

	static @Nullable Integer of(HttpServletRequest request) {
		return (Integer) request.getAttribute(STATUS);
	}

}
