package io.nagare.signin.web;

import java.security.SecureRandom;
import java.util.Base64;

import io.nagare.signin.oauth.RequestedClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What the pages around the sign-in have in common: no scripts but our own, nothing from
 * elsewhere, and forms that lead nowhere but back to whom somebody signs in for.
 */
@ControllerAdvice(assignableTypes = { LoginPage.class, SecondFactorPage.class, ConsentPage.class })
class SignInPages {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final RequestedClient wantedClient;

	SignInPages(RequestedClient wantedClient) {
		this.wantedClient = wantedClient;
	}

	/**
	 * Guards the page by headers.
	 * @return what the page's own style is known by
	 */
	@ModelAttribute("nonce")
	String guard(CsrfToken csrf, HttpServletRequest request, HttpServletResponse response) {
		// its cookie is lost once the page is on its way
		csrf.getToken();
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		response.setHeader("Content-Security-Policy",
				"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'nonce-" + nonce
						+ "'; base-uri 'none'; form-action " + ("'self' " + this.wantedClient.sources(request)).strip()
						+ "; frame-ancestors 'none'");
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		return nonce;
	}

}
