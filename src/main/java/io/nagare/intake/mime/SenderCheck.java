package io.nagare.intake.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads what the tenant's own mail server found out about a sender
 * ({@code Authentication-Results}, RFC 8601). Only the field that this server wrote
 * counts: a forger writes them too.
 */
public final class SenderCheck {

	private static final Pattern RESULT = Pattern.compile("(?:^|;)\\s*(spf|dkim|dmarc)\\s*=\\s*([a-z]+)([^;]*)");

	private static final Pattern FROM = Pattern.compile("header\\.from\\s*=\\s*(?:[^\\s;]*@)?([^\\s;@]+)");

	private static final Pattern DOMAIN = Pattern
		.compile("(?:smtp\\.mailfrom|smtp\\.helo|header\\.d|header\\.i)\\s*=\\s*\"?([^\\s;\"]+)");

	private SenderCheck() {
	}

	/**
	 * Whether the server has seen that the mail comes from where it says.
	 * @param server what the server calls itself in the field
	 * @param strict whether only DMARC counts
	 */
	public static boolean passes(ParsedMail mail, String server, boolean strict) {
		@Nullable String sender = mail.sender();
		if (sender == null) {
			return false;
		}
		String domain = sender.substring(sender.lastIndexOf('@') + 1);
		// the server writes above whatever came with the mail
		return ofServer(mail.headers().all("authentication-results"), server)
			.map((results) -> unquoted(results).toLowerCase(Locale.ROOT))
			.filter((results) -> passes(results, domain, strict))
			.isPresent();
	}

	private static Optional<String> ofServer(List<String> fields, String server) {
		return fields.stream()
			.filter((field) -> field.split("[;\\s]", 2)[0].equalsIgnoreCase(server.strip()))
			.findFirst();
	}

	private static boolean passes(String results, String domain, boolean strict) {
		Matcher result = RESULT.matcher(results);
		while (result.find()) {
			boolean passed = result.group(2).equals("pass");
			if (result.group(1).equals("dmarc")) {
				if (passed && isOf(result.group(3), domain)) {
					return true;
				}
			}
			else if (passed && !strict && isAligned(result.group(3), domain)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Without comments, and with nothing in quoted strings that could be taken for a
	 * result: a sender chooses what stands there.
	 */
	private static String unquoted(String results) {
		StringBuilder plain = new StringBuilder();
		int comments = 0;
		boolean quoted = false;
		for (int i = 0; i < results.length(); i++) {
			char one = results.charAt(i);
			if (one == '\\' && (quoted || comments > 0)) {
				i++;
			}
			else if (one == '"' && comments == 0) {
				quoted = !quoted;
			}
			else if (quoted) {
				plain.append((";=()".indexOf(one) >= 0 || Character.isWhitespace(one)) ? '_' : one);
			}
			else if (one == '(') {
				comments++;
			}
			else if (one == ')') {
				comments = Math.max(0, comments - 1);
			}
			else if (comments == 0) {
				plain.append(one);
			}
		}
		return plain.toString();
	}

	/** Whether the result is of who is said to have written, where it names anybody. */
	private static boolean isOf(String properties, String domain) {
		Matcher named = FROM.matcher(properties);
		return !named.find() || named.group(1).equals(domain);
	}

	private static boolean isAligned(String properties, String domain) {
		Matcher named = DOMAIN.matcher(properties);
		while (named.find()) {
			String one = named.group(1).substring(named.group(1).lastIndexOf('@') + 1);
			if (one.equals(domain) || (domain.endsWith("." + one) && one.contains(".")) || one.endsWith("." + domain)) {
				return true;
			}
		}
		return false;
	}

}
