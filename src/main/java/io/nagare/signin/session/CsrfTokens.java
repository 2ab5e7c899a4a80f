package io.nagare.signin.session;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

import io.nagare.signin.SecuritySettings;

/**
 * Tokens that show that a request comes from a page of ours. The browser keeps one in the
 * cookie {@code NAGARE-CSRF}; the page sends it back as the header {@code X-CSRF-TOKEN}
 * or the form field {@code _csrf}. The engine's web applications have a cookie of their
 * own, {@code XSRF-TOKEN}.
 */
@Component
public class CsrfTokens {

	private final CookieCsrfTokenRepository cookies = CookieCsrfTokenRepository.withHttpOnlyFalse();

	CsrfTokens(SecuritySettings settings) {
		this.cookies.setCookieName("NAGARE-CSRF");
		this.cookies.setHeaderName("X-CSRF-TOKEN");
		this.cookies
			.setCookieCustomizer((cookie) -> cookie.path("/").sameSite("Strict").secure(settings.secureCookies()));
	}

	/** Demands one of every request that changes something. */
	public void demand(CsrfConfigurer<HttpSecurity> csrf) {
		// the cookie shows the token plainly anyway, so masking it elsewhere hides
		// nothing
		csrf.csrfTokenRepository(this.cookies).csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler());
	}

	/** Demands one of those of them for which the condition holds. */
	public void demand(CsrfConfigurer<HttpSecurity> csrf, RequestMatcher condition) {
		demand(csrf);
		csrf.requireCsrfProtectionMatcher(new AndRequestMatcher(CsrfFilter.DEFAULT_CSRF_MATCHER, condition));
	}

	/** Gives a browser with a session its cookie along with any answer. */
	public Filter offer() {
		return (request, response, chain) -> {
			@Nullable CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
			if (token != null && ((HttpServletRequest) request).getSession(false) != null) {
				token.getToken();
			}
			chain.doFilter(request, response);
		};
	}

}
