package io.nagare.audit;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.AuditableEvent;

/**
 * Somebody known tried what he may not do.
 *
 * @param method of the request
 * @param path of the request, without its query, which may hold anything
 */
record RefusedAttempt(String method, String path) implements AuditableEvent {

	/** What follows is told no longer. */
	private static final int LONGEST = 500;

	static RefusedAttempt in(HttpServletRequest request) {
		String path = request.getRequestURI();
		return new RefusedAttempt(request.getMethod(), path.substring(0, Math.min(path.length(), LONGEST)));
	}

	@Override
	public String action() {
		return "access.refused";
	}

	@Override
	public String entityType() {
		return "request";
	}

	@Override
	public @Nullable String entityId() {
		return null;
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("method", this.method, "path", this.path);
	}

}
