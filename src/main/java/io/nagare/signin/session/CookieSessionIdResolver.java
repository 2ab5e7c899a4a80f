package io.nagare.signin.session;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.util.StringUtils;

/**
 * Reads the session's id from the cookie, unless the request has an access token. Returns
 * only ids in the form of ours, a UUID: a cookie of another application may hold any
 * bytes, and PostgreSQL refuses text with a NUL.
 */
final class CookieSessionIdResolver implements HttpSessionIdResolver {

	/** Spring Session asks again after it has saved, and would read the session anew. */
	private static final String ASKED = CookieSessionIdResolver.class.getName() + ".asked";

	private static final Predicate<String> OURS = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
		.asMatchPredicate();

	private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

	CookieSessionIdResolver(CookieSerializer cookie) {
		this.cookies.setCookieSerializer(cookie);
	}

	@Override
	public List<String> resolveSessionIds(HttpServletRequest request) {
		boolean bearer = StringUtils.startsWithIgnoreCase(request.getHeader(HttpHeaders.AUTHORIZATION), "Bearer ");
		if (bearer || request.getAttribute(ASKED) != null) {
			return List.of();
		}
		request.setAttribute(ASKED, true);
		return this.cookies.resolveSessionIds(request).stream().filter(OURS).toList();
	}

	@Override
	public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
		this.cookies.setSessionId(request, response, sessionId);
	}

	@Override
	public void expireSession(HttpServletRequest request, HttpServletResponse response) {
		this.cookies.expireSession(request, response);
	}

}
