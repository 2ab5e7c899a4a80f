package io.nagare.api.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import io.nagare.shared.Navigation;
import io.nagare.shared.RandomToken;

/**
 * What people see who went to an address that is for programs, or for others: a page in
 * their language with a way home, where a program gets the contract's error.
 */
@Component
class RefusalPage {

	private final ITemplateEngine templates;

	RefusalPage(ITemplateEngine templates) {
		this.templates = templates;
	}

	/** Whether somebody went there, who does not read JSON. */
	boolean isFor(HttpServletRequest request, HttpServletResponse response) {
		return Navigation.isOne(request) && !response.isCommitted();
	}

	void show(HttpStatusCode status, ErrorBody body, Locale locale, HttpServletRequest request,
			HttpServletResponse response) {
		String nonce = RandomToken.next();
		response.setStatus(status.value());
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
		response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'nonce-" + nonce
				+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
		String page = this.templates.process("refused",
				new Context(locale,
						Map.of("nonce", nonce, "problem", body.error(), "home", request.getContextPath() + "/", "alone",
								true, "strange", status.isSameCodeAs(HttpStatus.UNAUTHORIZED))));
		try {
			response.getWriter().write(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
