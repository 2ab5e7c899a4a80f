package io.nagare.signin.link;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ModelAttribute;

import io.nagare.shared.RandomToken;

/**
 * A page behind the link of a notice, for whoever has it. It runs no script, is shown
 * within no other, and sends its form to itself alone. Programs that look at the links of
 * mails only read it, which must change nothing.
 */
public abstract class LinkedPage {

	/** Guards the page; its styles bear the answer. */
	@ModelAttribute("nonce")
	protected String guard(CsrfToken csrf, HttpServletResponse response) {
		// its cookie is lost once the page is on its way
		csrf.getToken();
		String nonce = RandomToken.next();
		response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'nonce-" + nonce
				+ "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		return nonce;
	}

}
