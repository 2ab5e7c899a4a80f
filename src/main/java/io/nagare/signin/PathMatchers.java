package io.nagare.signin;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches requests by path, whichever servlet serves them. Spring Security's own
 * shorthand, a pattern as a String, asks Spring MVC and therefore never matches the
 * engine's Jersey servlets: it would leave {@code /engine-rest/**} open without a word.
 */
public final class PathMatchers {

	private static final PathPatternRequestMatcher.Builder ANY = PathPatternRequestMatcher.withDefaults();

	private PathMatchers() {
	}

	static RequestMatcher path(String... patterns) {
		RequestMatcher[] matchers = new RequestMatcher[patterns.length];
		for (int i = 0; i < patterns.length; i++) {
			matchers[i] = ANY.matcher(patterns[i]);
		}
		return new OrRequestMatcher(matchers);
	}

	public static RequestMatcher get(String pattern) {
		return ANY.matcher(HttpMethod.GET, pattern);
	}

	/** Reads it, or only asks what reading would answer. */
	static RequestMatcher read(String pattern) {
		return new OrRequestMatcher(get(pattern), ANY.matcher(HttpMethod.HEAD, pattern));
	}

	public static RequestMatcher post(String pattern) {
		return ANY.matcher(HttpMethod.POST, pattern);
	}

}
