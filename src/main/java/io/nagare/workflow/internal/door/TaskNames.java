package io.nagare.workflow.internal.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.springframework.context.i18n.LocaleContextHolder;

import io.nagare.shared.Label;

/**
 * Task names in one language. The engine keeps one name for all readers, which ends in
 * the step in both languages; each reader of a door gets his own.
 */
public final class TaskNames {

	/** Stands between the ticket and the step. */
	public static final String BEFORE_STEP = " · ";

	/** How urgent the ticket is, in both languages one behind the other. */
	private static final Pattern MARKS = Pattern.compile("^(【[^】]*】)(\\[[^\\]]*])\\s+");

	/** The calls of the engine's API that answer tasks. */
	private static final Pattern TASKS = Pattern.compile("/task(/[^/]+)?|/filter/[^/]+/(list|singleResult)");

	private static final int LONGEST_STEP = 150;

	private static final String NAME = "name";

	private static final JsonFactory JSON = new JsonFactory();

	private TaskNames() {
	}

	/**
	 * What people call a step, in both languages, as it is kept; in Japanese alone where
	 * it is too long for both.
	 */
	public static String ofStep(Label label) {
		String both = label.both();
		return (both.length() <= LONGEST_STEP) ? both
				: label.ja().substring(0, Math.min(label.ja().length(), LONGEST_STEP));
	}

	/** Whether the call answers tasks. */
	static boolean areIn(String call) {
		return TASKS.matcher(call).matches();
	}

	/** The name of a task as the current caller reads it. */
	public static String inCallersLanguage(String name) {
		return in(LocaleContextHolder.getLocale(), name);
	}

	/** The ticket's own title may hold the sign too; the step stands behind the last. */
	static String in(Locale locale, String name) {
		int at = name.lastIndexOf(BEFORE_STEP);
		if (at < 0) {
			return name;
		}
		int step = at + BEFORE_STEP.length();
		String caption = MARKS.matcher(name.substring(0, step)).replaceFirst(new Label("$1", "$2 ").in(locale));
		return caption + Label.of(name.substring(step)).in(locale);
	}

	/** The engine's answer with each name in the current caller's language. */
	static byte[] said(byte[] answer) throws IOException {
		Locale locale = LocaleContextHolder.getLocale();
		ByteArrayOutputStream out = new ByteArrayOutputStream(answer.length);
		try (JsonParser from = JSON.createParser(answer);
				JsonGenerator to = JSON.createGenerator(out, JsonEncoding.UTF8)) {
			for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
				if (token == JsonToken.VALUE_STRING && NAME.equals(from.currentName())) {
					to.writeString(in(locale, from.getText()));
				}
				else {
					to.copyCurrentEvent(from);
				}
			}
		}
		return out.toByteArray();
	}

}
