package io.nagare.intake.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the address in From. An address that two parsers may read differently is none:
 * the mail server would vouch for one of them, and the mail be taken as the other's.
 */
final class FromField {

	private static final String LOCAL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";

	/** Old handsets quote dots that stand side by side or last. */
	private static final Pattern MAILBOX = Pattern.compile("(?:([^<>]*)<\\s*)?(?:\"(" + LOCAL + ")\"|(" + LOCAL + "))"
			+ "@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)\\s*(>)?");

	/** A name, other than what stands before the @ of an address. */
	private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"(?!@)", Pattern.DOTALL);

	private static final Pattern COMMENT = Pattern.compile("\\((?:\\\\.|[^()\\\\])*+\\)", Pattern.DOTALL);

	private static final int DEEPEST_COMMENT = 5;

	/**
	 * Names sent as they are in ISO-2022-JP or Shift_JIS, where @ is half a character.
	 */
	private static final Pattern JAPANESE = Pattern
		.compile("\\x1b\\$[@B][^\\x1b]*+\\x1b\\([BJ]|[\\x81-\\x9f\\xe0-\\xfc]@");

	private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

	private FromField() {
	}

	/**
	 * Returns the one address in small letters; nothing where there is none, or where it
	 * is not plain whose it is.
	 * @param fields all fields of that name, unfolded
	 */
	static Optional<String> address(List<String> fields) {
		if (fields.size() != 1) {
			return Optional.empty();
		}
		String text = JAPANESE.matcher(fields.get(0)).replaceAll("_");
		if (CONTROL.matcher(text).find()) {
			return Optional.empty();
		}
		text = QUOTED.matcher(text).replaceAll("");
		for (int i = 0; i < DEEPEST_COMMENT && text.indexOf('(') >= 0; i++) {
			Matcher comment = COMMENT.matcher(text);
			if (comment.results().anyMatch((one) -> one.group().indexOf('@') >= 0)) {
				return Optional.empty();
			}
			text = comment.replaceAll(" ");
		}
		Matcher mailbox = MAILBOX.matcher(text.strip());
		if (!mailbox.matches() || (mailbox.group(1) == null) != (mailbox.group(5) == null)) {
			return Optional.empty();
		}
		String local = (mailbox.group(2) != null) ? mailbox.group(2) : mailbox.group(3);
		String address = (local + "@" + mailbox.group(4)).toLowerCase(Locale.ROOT);
		String name = (mailbox.group(1) != null) ? mailbox.group(1).strip() : "";
		boolean plain = !local.contains("=?") && !mailbox.group(4).contains("..")
				&& (name.equalsIgnoreCase(address) || !name.matches("(?s).*[@\"()].*"));
		return plain ? Optional.of(address) : Optional.empty();
	}

}
