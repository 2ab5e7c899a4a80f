package io.nagare.signin.oauth;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Programs that speak to ServiceNow ask for tokens at an address of its own. From here on
 * that is the address of this product's, so that it is one door and not two.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 1)
class TokenAliasFilter extends OncePerRequestFilter {

	static final String PATH = "/oauth_token.do";

	private static final String MARK = TokenAliasFilter.class.getName();

	/** Whether a request for a token came to ServiceNow's address. */
	static boolean isAlias(HttpServletRequest request) {
		return request.getAttribute(MARK) != null;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !"POST".equals(request.getMethod()) || !request.getRequestURI().equals(request.getContextPath() + PATH);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		request.setAttribute(MARK, true);
		chain.doFilter(new Renamed(request), response);
	}

	/** The same request at the product's address. */
	private static final class Renamed extends HttpServletRequestWrapper {

		private Renamed(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getRequestURI() {
			return getContextPath() + AuthorizationServerConfiguration.TOKEN;
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer address = super.getRequestURL();
			return address.replace(address.length() - PATH.length(), address.length(),
					AuthorizationServerConfiguration.TOKEN);
		}

		@Override
		public String getServletPath() {
			return AuthorizationServerConfiguration.TOKEN;
		}

	}

}
