package io.nagare.identity.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nagare.identity.signin.WantedClient;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.HtmlUtils;

/**
 * What the pages around the sign-in have in common, in Japanese or English: no scripts
 * and nothing from elsewhere.
 */
@Component
class PageFrame {

	private static final Pattern GAP = Pattern.compile("\\{\\{([a-z._]+)}}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String frame = read("frame.html");

	private final MessageSource messages;

	private final LocaleResolver locales;

	private final WantedClient wantedClient;

	PageFrame(MessageSource messages, LocaleResolver locales, WantedClient wantedClient) {
		this.messages = messages;
		this.locales = locales;
		this.wantedClient = wantedClient;
	}

	/** The language of the request's parameter {@code lang}, else of the browser. */
	Locale language(HttpServletRequest request) {
		@Nullable String wanted = request.getParameter("lang");
		boolean japanese = (wanted != null) ? wanted.equals("ja")
				: this.locales.resolveLocale(request).getLanguage().equals("ja");
		return japanese ? Locale.JAPANESE : Locale.ENGLISH;
	}

	/** A text of the bundle; what is unknown is empty. */
	String say(String key, Locale locale) {
		String text = this.messages.getMessage(key, null, "", locale);
		return (text != null) ? text : "";
	}

	/** A paragraph that tells what happened, good or wrong, as markup. */
	String paragraph(String look, String key, Locale locale) {
		return "<p class=\"said " + look + "\" role=\"alert\">" + HtmlUtils.htmlEscape(say(key, locale)) + "</p>";
	}

	/**
	 * Shows a page.
	 * @param file its main part
	 * @param title the key of its title
	 * @param values what fills its gaps; what is missing is a text of the bundle
	 * @param markup the same, already safe
	 */
	ResponseEntity<String> page(String file, String title, Map<String, String> values, Map<String, String> markup,
			CsrfToken csrf, HttpServletRequest request) {
		Locale locale = language(request);
		String nonce = nonce();
		Map<String, String> all = new HashMap<>(Map.of("query", "?"));
		all.putAll(values);
		all.putAll(Map.of("title", say(title, locale), "lang", locale.getLanguage(), "nonce", nonce, "csrf",
				csrf.getToken()));
		UnaryOperator<String> words = (name) -> HtmlUtils.htmlEscape(all.getOrDefault(name, say(name, locale)));
		String main = filled(read(file),
				(name) -> Optional.ofNullable(markup.get(name)).orElseGet(() -> words.apply(name)));
		Map<String, String> around = Map.of("main", main, locale.getLanguage(), " aria-current=\"true\"");
		String html = filled(this.frame,
				(name) -> Optional.ofNullable(around.get(name)).orElseGet(() -> words.apply(name)));
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
			.varyBy(HttpHeaders.ACCEPT_LANGUAGE)
			.header("Content-Security-Policy",
					"default-src 'none'; style-src 'nonce-" + nonce + "'; base-uri 'none'; form-action "
							+ ("'self' " + this.wantedClient.sources(request)).strip() + "; frame-ancestors 'none'")
			.body(html);
	}

	private static String filled(String page, UnaryOperator<String> values) {
		return GAP.matcher(page).replaceAll((MatchResult gap) -> Matcher.quoteReplacement(values.apply(gap.group(1))));
	}

	private static String nonce() {
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String read(String file) {
		try {
			return new ClassPathResource(file, PageFrame.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
