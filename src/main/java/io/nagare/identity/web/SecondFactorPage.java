package io.nagare.identity.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.identity.signin.SecondFactors;
import io.nagare.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/** The page to which a browser is led whose user owes a second factor. */
@Controller
class SecondFactorPage {

	private static final String PATH = "/login/second-factor";

	private final PageFrame frame;

	private final CurrentCaller currentCaller;

	private final SecondFactors secondFactors;

	SecondFactorPage(PageFrame frame, CurrentCaller currentCaller, SecondFactors secondFactors) {
		this.frame = frame;
		this.currentCaller = currentCaller;
		this.secondFactors = secondFactors;
	}

	@GetMapping(PATH)
	ResponseEntity<String> show(CsrfToken csrf, HttpServletRequest request) {
		Optional<Caller> caller = this.currentCaller.find();
		if (caller.isEmpty() || this.secondFactors.of(caller.get()).since() != null) {
			return leadTo(request, caller.isEmpty() ? "/login" : "/");
		}
		return enrolment(caller.get(), null, csrf, request);
	}

	@PostMapping(PATH)
	ResponseEntity<String> confirm(@RequestParam(defaultValue = "") String code, CsrfToken csrf,
			HttpServletRequest request) {
		Optional<Caller> caller = this.currentCaller.find();
		if (caller.isEmpty()) {
			return leadTo(request, "/login");
		}
		try {
			return recoveryCodes(this.secondFactors.confirm(caller.get(), code, request.getRemoteAddr()), csrf,
					request);
		}
		catch (Refusal ex) {
			return switch (ex.kind()) {
				case VALIDATION_FAILED -> enrolment(caller.get(), "login.code_error", csrf, request);
				case RATE_LIMITED -> enrolment(caller.get(), "login.wait", csrf, request);
				default -> leadTo(request, PATH);
			};
		}
	}

	private ResponseEntity<String> enrolment(Caller caller, @Nullable String said, CsrfToken csrf,
			HttpServletRequest request) {
		SecondFactors.Enrolment enrolment = this.secondFactors.goOn(caller);
		Locale locale = this.frame.language(request);
		return this.frame.page("second-factor.html", "enrol.title",
				Map.of("action", request.getContextPath() + PATH, "leave", request.getContextPath() + "/logout",
						"secret", enrolment.secret(), "uri", enrolment.uri()),
				Map.of("said", (said != null) ? this.frame.paragraph("wrong", said, locale) : ""), csrf, request);
	}

	private ResponseEntity<String> recoveryCodes(List<String> codes, CsrfToken csrf, HttpServletRequest request) {
		String list = codes.stream()
			.map((code) -> "<li>" + HtmlUtils.htmlEscape(code) + "</li>")
			.collect(Collectors.joining());
		return this.frame.page("recovery-codes.html", "recovery.title", Map.of("home", request.getContextPath() + "/"),
				Map.of("codes", list), csrf, request);
	}

	private static ResponseEntity<String> leadTo(HttpServletRequest request, String path) {
		return ResponseEntity.status(HttpStatus.FOUND)
			.header(HttpHeaders.LOCATION, request.getContextPath() + path)
			.build();
	}

}
