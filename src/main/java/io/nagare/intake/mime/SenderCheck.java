package io.nagare.intake.mime;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads what the tenant's own mail server found out about a sender
 * ({@code Authentication-Results}, RFC 8601). Only the topmost field of this server
 * counts: a forger writes such fields too.
 */
public final class SenderCheck {

	private static final Pattern METHOD = Pattern.compile("(spf|dkim|dmarc)(?:/1)?=([a-z]+)");

	private static final Pattern PROPERTY = Pattern.compile("([a-z0-9-]+(?:\\.[a-z0-9-]+)?)=(.*)");

	private SenderCheck() {
	}

	/**
	 * Returns whether the server has seen that the mail comes from the domain in its
	 * From.
	 * @param server what the server calls itself in the field
	 * @param strict whether only DMARC counts
	 */
	public static boolean passes(ParsedMail mail, String server, boolean strict) {
		@Nullable String sender = mail.sender();
		if (sender == null) {
			return false;
		}
		String domain = sender.substring(sender.lastIndexOf('@') + 1);
		List<Result> results = results(mail, server);
		return passesDmarc(results, domain, mail)
				|| (!strict && results.stream().anyMatch((one) -> one.proves(domain)));
	}

	/** The results of the field that the server wrote last, above all that came along. */
	private static List<Result> results(ParsedMail mail, String server) {
		return mail.headers()
			.all("authentication-results")
			.stream()
			.filter((field) -> field.split("[;\\s]", 2)[0].equalsIgnoreCase(server.strip()))
			.findFirst()
			.stream()
			.flatMap((field) -> Arrays.stream(unquoted(field).toLowerCase(Locale.ROOT).split(";")).skip(1))
			.flatMap((result) -> Result.of(result).stream())
			.toList();
	}

	/**
	 * A result that names no domain is about whatever the server took for the From. It
	 * counts if it is the only one, and if a single @ leaves no other domain to take.
	 */
	private static boolean passesDmarc(List<Result> results, String domain, ParsedMail mail) {
		List<Result> dmarc = results.stream().filter((one) -> one.method().equals("dmarc")).toList();
		boolean unmistakable = dmarc.size() == 1
				&& mail.headers().plain("from").chars().filter((one) -> one == '@').count() == 1;
		return dmarc.stream()
			.filter(Result::isPass)
			.anyMatch((one) -> one.properties().containsKey("header.from")
					? one.domain("header.from").filter(domain::equals).isPresent() : unmistakable);
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
				plain.append(' ');
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

	/**
	 * What one method found.
	 *
	 * @param properties what it looked at, by name
	 */
	private record Result(String method, boolean isPass, Map<String, String> properties) {

		/** Nothing where it is of another method, or can be read in two ways. */
		static Optional<Result> of(String text) {
			String[] words = text.strip().replaceAll("\\s*=\\s*", "=").split("\\s+");
			Matcher method = METHOD.matcher(words[0]);
			if (!method.matches()) {
				return Optional.empty();
			}
			Map<String, String> properties = new HashMap<>();
			for (String word : Arrays.asList(words).subList(1, words.length)) {
				Matcher property = PROPERTY.matcher(word);
				if (!property.matches() || properties.put(property.group(1), property.group(2)) != null) {
					return Optional.of(new Result(method.group(1), false, Map.of()));
				}
			}
			return Optional.of(new Result(method.group(1), method.group(2).equals("pass"), properties));
		}

		/**
		 * Whether it proves the domain of From as RFC 7489, section 3.1, has it: SPF by
		 * the domain of MAIL FROM, never by HELO, and DKIM by the domain that signed,
		 * never by the identity that the signer may choose.
		 */
		boolean proves(String from) {
			Optional<String> proven = switch (this.method) {
				case "spf" -> domain("smtp.mailfrom");
				case "dkim" -> domain("header.d");
				default -> Optional.empty();
			};
			return this.isPass && proven.filter((domain) -> MailDomains.isAligned(domain, from)).isPresent();
		}

		/** The domain that a property names; empty where it names none, or several. */
		Optional<String> domain(String property) {
			String value = Objects.requireNonNullElse(this.properties.get(property), "");
			int at = value.indexOf('@');
			return Optional.of(value.substring(at + 1)).filter(MailDomains::isOne);
		}

	}

}
