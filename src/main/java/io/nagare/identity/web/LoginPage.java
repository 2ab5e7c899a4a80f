package io.nagare.identity.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nagare.identity.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.HtmlUtils;

/**
 * The page on which people sign in, in Japanese or English: one file without scripts and
 * without anything from elsewhere. Spring Security takes what it sends.
 */
@Controller
class LoginPage {

	private static final Pattern GAP = Pattern.compile("\\{\\{([a-z.]+)}}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String page = read();

	private final MessageSource messages;

	private final LocaleResolver locales;

	private final CurrentCaller currentCaller;

	LoginPage(MessageSource messages, LocaleResolver locales, CurrentCaller currentCaller) {
		this.messages = messages;
		this.locales = locales;
		this.currentCaller = currentCaller;
	}

	@GetMapping("/login")
	ResponseEntity<String> login(@RequestParam(required = false) @Nullable String lang, CsrfToken csrf,
			HttpServletRequest request) {
		if (this.currentCaller.find().isPresent()) {
			return ResponseEntity.status(HttpStatus.FOUND)
				.header(HttpHeaders.LOCATION, request.getContextPath() + "/")
				.build();
		}
		Locale locale = language(lang, request);
		String nonce = nonce();
		Map<String, String> values = Map.of("lang", locale.getLanguage(), "nonce", nonce, "action",
				request.getContextPath() + "/login", "csrf", csrf.getToken());
		Map<String, String> markup = Map.of("said", said(request, locale), locale.getLanguage(),
				" aria-current=\"true\"");
		String html = filled((name) -> Optional.ofNullable(markup.get(name))
			.orElseGet(() -> HtmlUtils.htmlEscape(values.getOrDefault(name, say(name, locale)))));
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
			.varyBy(HttpHeaders.ACCEPT_LANGUAGE)
			.header("Content-Security-Policy",
					"default-src 'none'; style-src 'nonce-" + nonce
							+ "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
			.body(html);
	}

	private Locale language(@Nullable String wanted, HttpServletRequest request) {
		boolean japanese = (wanted != null) ? wanted.equals("ja")
				: this.locales.resolveLocale(request).getLanguage().equals("ja");
		return japanese ? Locale.JAPANESE : Locale.ENGLISH;
	}

	private String said(HttpServletRequest request, Locale locale) {
		if (request.getParameter("wait") != null) {
			return paragraph("wrong", say("login.wait", locale));
		}
		if (request.getParameter("error") != null) {
			return paragraph("wrong", say("login.error", locale));
		}
		return (request.getParameter("out") != null) ? paragraph("good", say("login.out", locale)) : "";
	}

	private static String paragraph(String look, String text) {
		return "<p class=\"said " + look + "\" role=\"alert\">" + HtmlUtils.htmlEscape(text) + "</p>";
	}

	/** The other language's mark, and anything unknown, is empty. */
	private String say(String key, Locale locale) {
		String text = this.messages.getMessage(key, null, "", locale);
		return (text != null) ? text : "";
	}

	private String filled(Function<String, String> values) {
		return GAP.matcher(this.page)
			.replaceAll((MatchResult gap) -> Matcher.quoteReplacement(values.apply(gap.group(1))));
	}

	private static String nonce() {
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String read() {
		try {
			return new ClassPathResource("login.html", LoginPage.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
