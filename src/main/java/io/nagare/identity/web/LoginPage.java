package io.nagare.identity.web;

import java.util.Locale;
import java.util.Map;

import io.nagare.identity.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page on which people sign in, and the second step of those who have a second
 * factor. Spring Security takes what it sends.
 */
@Controller
class LoginPage {

	private final PageFrame frame;

	private final CurrentCaller currentCaller;

	LoginPage(PageFrame frame, CurrentCaller currentCaller) {
		this.frame = frame;
		this.currentCaller = currentCaller;
	}

	@GetMapping("/login")
	ResponseEntity<String> login(CsrfToken csrf, HttpServletRequest request) {
		if (this.currentCaller.find().isPresent()) {
			return ResponseEntity.status(HttpStatus.FOUND)
				.header(HttpHeaders.LOCATION, request.getContextPath() + "/")
				.build();
		}
		boolean second = request.getParameter("code") != null;
		return this.frame.page(second ? "code.html" : "login.html", second ? "login.code_title" : "login.title",
				Map.of("action", request.getContextPath() + "/login", "query", second ? "?code&" : "?"),
				Map.of("said", said(request, second)), csrf, request);
	}

	private String said(HttpServletRequest request, boolean second) {
		Locale locale = this.frame.language(request);
		if (request.getParameter("wait") != null) {
			return this.frame.paragraph("wrong", "login.wait", locale);
		}
		if (request.getParameter("error") != null) {
			return this.frame.paragraph("wrong", second ? "login.code_error" : "login.error", locale);
		}
		return (request.getParameter("out") != null) ? this.frame.paragraph("good", "login.out", locale) : "";
	}

}
