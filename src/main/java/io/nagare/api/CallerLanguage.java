package io.nagare.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The caller's language is one of ours: Japanese where he asks for neither. Pages for who
 * has not signed in have links that ask for the other.
 */
class CallerLanguage extends AcceptHeaderLocaleResolver {

	private static final List<String> PAGES = List.of("/login", "/oauth2/consent", "/satisfaction/", "/approvals/");

	CallerLanguage() {
		setSupportedLocales(List.of(Locale.JAPANESE, Locale.ENGLISH));
		setDefaultLocale(Locale.JAPANESE);
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		// none where Tomcat refuses an address before it knows whose it is
		String path = Objects.toString(request.getServletPath(), "");
		// nowhere else, since it may read the body
		@Nullable String wanted = PAGES.stream().anyMatch(path::startsWith) ? request.getParameter("lang") : null;
		if (wanted == null) {
			return super.resolveLocale(request);
		}
		return wanted.equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
	}

}
