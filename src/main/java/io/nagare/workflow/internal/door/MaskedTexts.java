package io.nagare.workflow.internal.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Masks personal data in the engine's answers. Masks every text that is not known to be a
 * key, a time or the name of an account, so that a field nobody thought of is masked too.
 */
final class MaskedTexts {

	/** Answers that hold models, people and groups, and no text of a ticket. */
	private static final Pattern WITHOUT_TEXTS = Pattern
		.compile("/(?:deployment|process-definition|decision-definition|decision-requirements-definition|camunda-form|"
				+ "job-definition|group|identity|authorization|version|engine)(?:/.*)?");

	/** Names of accounts, which the other doors show, too. */
	private static final Set<String> ACCOUNTS = Set.of("assignee", "owner", "userId", "assignerId", "startUserId",
			"createUserId");

	/** A key or a time by its form. */
	private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
			+ "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.0-9]*(?:Z|[+-][0-9:]{4,5})?");

	private static final JsonFactory JSON = new JsonFactory();

	private MaskedTexts() {
	}

	/** Whether the call can answer a text of a ticket. */
	static boolean areIn(String call) {
		return !WITHOUT_TEXTS.matcher(call).matches();
	}

	/** The answer with all its texts masked. */
	static byte[] in(byte[] answer, UnaryOperator<String> mask) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream(answer.length);
		try (JsonParser from = JSON.createParser(answer);
				JsonGenerator to = JSON.createGenerator(out, JsonEncoding.UTF8)) {
			for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
				switch (token) {
					case VALUE_STRING -> to.writeString(said(from.currentName(), from.getText(), mask));
					case VALUE_NUMBER_INT -> writeNumber(to, from, mask);
					default -> to.copyCurrentEvent(from);
				}
			}
		}
		return out.toByteArray();
	}

	private static String said(@Nullable String field, String text, UnaryOperator<String> mask) {
		return ((field != null && ACCOUNTS.contains(field)) || PLAIN.matcher(text).matches()) ? text : mask.apply(text);
	}

	/** A masked number is a text. */
	private static void writeNumber(JsonGenerator to, JsonParser from, UnaryOperator<String> mask) throws IOException {
		String number = from.getText();
		String masked = mask.apply(number);
		if (masked.equals(number)) {
			to.copyCurrentEvent(from);
		}
		else {
			to.writeString(masked);
		}
	}

}
