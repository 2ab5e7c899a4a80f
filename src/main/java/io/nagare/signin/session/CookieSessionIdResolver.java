package io.nagare.signin.session;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.util.StringUtils;

/** Looks for a session in the cookie, but not where an access token says who comes. */
final class CookieSessionIdResolver implements HttpSessionIdResolver {

	/** Spring Session asks again after it has saved, and would read the session anew. */
	private static final String ASKED = CookieSessionIdResolver.class.getName() + ".asked";

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
		return this.cookies.resolveSessionIds(request);
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
