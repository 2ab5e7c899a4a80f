package io.nagare.workflow.internal.door;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Reads which call of the engine's REST API a request means, whatever way it is written.
 */
final class EngineCall {

	/** Both APIs, with and without the name of the engine, and what Cockpit adds. */
	private static final Pattern PATH = Pattern.compile(
			"(?:(?:/engine-rest|/camunda/api/engine)(?:/engine/[^/]+(?=/))?|/camunda/api/cockpit(?=/plugin))(/.*)?");

	/** What servers and frameworks read in different ways. */
	private static final Pattern ODD = Pattern.compile("[;%\\\\\\p{Cntrl}]|//|/\\.{1,2}(/|$)");

	private EngineCall() {
	}

	/**
	 * The path after the API's own, decoded, without a slash at its end; null where the
	 * path is odd, which no honest caller writes.
	 */
	static @Nullable String of(HttpServletRequest request) {
		String written = request.getRequestURI().substring(request.getContextPath().length());
		String path = decoded(written);
		if (path == null || slashes(path) != slashes(written) || ODD.matcher(path).find()) {
			return null;
		}
		Matcher matcher = PATH.matcher(path);
		if (!matcher.matches()) {
			return null;
		}
		String call = (matcher.group(1) != null) ? matcher.group(1) : "/";
		return (call.length() > 1 && call.endsWith("/")) ? call.substring(0, call.length() - 1) : call;
	}

	private static @Nullable String decoded(String written) {
		try {
			return UriUtils.decode(written, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static long slashes(String path) {
		return path.chars().filter((character) -> character == '/').count();
	}

}
