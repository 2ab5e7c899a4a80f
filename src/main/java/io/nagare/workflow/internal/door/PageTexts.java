package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.i18n.LocaleContextHolder;

import io.nagare.shared.Label;
import io.nagare.shared.PlainJson;
import io.nagare.shared.Texts;

/**
 * What Tasklist writes on its page, in its reader's language: the names of views, models
 * and tasks, and people by the name that is said first. Only Tasklist says that it asks
 * for a page; programs read what is kept.
 */
final class PageTexts {

	/** Sent by the scripts that we add to Tasklist. */
	private static final String HEADER = "X-Nagare-Page";

	private static final Pattern CALLS = Pattern.compile(
			"/filter(/[^/]+(/(list|singleResult))?)?|/task(/[^/]+)?|/process-definition/[^/]+|/user/[^/]+/profile");

	private static final Set<String> TEXTS = Set.of("name", "description");

	private static final String FIRST_NAME = "firstName";

	private static final String LAST_NAME = "lastName";

	private static final String KEY = "key";

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private PageTexts() {
	}

	/** Whether the call asks for what a page says. */
	static boolean areWanted(HttpServletRequest request, String call) {
		return request.getHeader(HEADER) != null && CALLS.matcher(call).matches();
	}

	/** The engine's answer as the current caller reads it. */
	static byte[] said(byte[] answer) throws IOException {
		JsonNode root = JSON.readTree(answer);
		say(root, LocaleContextHolder.getLocale());
		return JSON.writeValueAsBytes(root);
	}

	private static void say(JsonNode node, Locale locale) {
		if (node instanceof ObjectNode object) {
			for (String text : TEXTS) {
				if (object.path(text).isTextual()) {
					object.put(text, in(locale, object, object.path(text).asText()));
				}
			}
			if (object.has(FIRST_NAME) && object.has(LAST_NAME)
					&& locale.getLanguage().equals(Locale.JAPANESE.getLanguage())) {
				// the page puts the first before the last
				JsonNode family = object.get(LAST_NAME);
				object.set(LAST_NAME, object.get(FIRST_NAME));
				object.set(FIRST_NAME, family);
			}
		}
		node.forEach((inner) -> say(inner, locale));
	}

	private static String in(Locale locale, ObjectNode of, String text) {
		if (of.path(KEY).isTextual()) {
			return Texts.find("process." + of.path(KEY).asText()).orElseGet(() -> Label.of(text)).in(locale);
		}
		if (of.has("taskDefinitionKey")) {
			return TaskNames.in(locale, text);
		}
		return of.has(FIRST_NAME) ? text : Label.of(text).in(locale);
	}

}
