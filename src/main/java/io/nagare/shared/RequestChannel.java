package io.nagare.shared;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Which of the product's interfaces a request came to. */
public final class RequestChannel {

	private RequestChannel() {
	}

	/** The request of this thread. */
	public static Optional<HttpServletRequest> request() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? Optional.of(attributes.getRequest()) : Optional.empty();
	}

	/**
	 * {@code api}, {@code graphql}, {@code mcp} (assistants), {@code servicenow} (its
	 * Table API), {@code tasklist} (with the engine's other web applications),
	 * {@code engine-rest}, {@code link} (of a mail) or {@code pages}.
	 */
	public static String of(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		if (path.startsWith("/api/now/")) {
			return "servicenow";
		}
		if (path.startsWith("/api/")) {
			return "api";
		}
		if (path.equals("/graphql") || path.equals("/mcp")) {
			return path.substring(1);
		}
		if (path.startsWith("/engine-rest")) {
			return "engine-rest";
		}
		if (path.startsWith("/approvals/") || path.startsWith("/satisfaction/")) {
			return "link";
		}
		return path.startsWith("/camunda") ? "tasklist" : "pages";
	}

}
