package io.nagare.intake.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The header fields of a mail or of one of its parts. Encoded words are read as they were
 * meant: what was torn apart in the middle of a character, or of an escape sequence, is
 * put together before it is read.
 */
public final class MailHeaders {

	private static final Pattern WORD = Pattern
		.compile("=\\?([^?\\s*]+)(?:\\*[^?\\s]*)?\\?([BbQq])\\?(.*?)(?:\\?=|\\z)", Pattern.DOTALL);

	private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])");

	private static final Pattern PARAMETER = Pattern
		.compile(";\\s*([^=;\\s]+?)\\s*=\\s*(\"(?:\\\\.|[^\"\\\\])*+(?:\"|\\z)|[^;]*)", Pattern.DOTALL);

	private static final Pattern SECTION = Pattern.compile("([^*]+)(?:\\*(\\d{1,3}))?(\\*)?");

	private static final Pattern NO_BASE64 = Pattern.compile("[^A-Za-z0-9+/]");

	private final Map<String, List<byte[]>> fields = new LinkedHashMap<>();

	void add(String name, byte[] body) {
		this.fields.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), (key) -> new ArrayList<>()).add(body);
	}

	/** The first field of that name, decoded, in one line; empty for none. */
	public String text(String name) {
		return raw(name).map(MailHeaders::decoded).orElse("");
	}

	/** The first field of that name as it was sent, unfolded; empty for none. */
	public String plain(String name) {
		return raw(name).map(MailHeaders::unfolded).orElse("").strip();
	}

	/** All fields of that name as they were sent, unfolded, from the top. */
	public List<String> all(String name) {
		return this.fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())
			.stream()
			.map((body) -> unfolded(body).strip())
			.toList();
	}

	public boolean has(String name) {
		return this.fields.containsKey(name.toLowerCase(Locale.ROOT));
	}

	private Optional<byte[]> raw(String name) {
		return this.fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
	}

	/** A parameter of the field, such as the file name of a disposition. */
	Optional<String> parameter(String field, String parameter) {
		return raw(field).map(MailHeaders::parameters).map((all) -> all.get(parameter));
	}

	/** The value before the parameters, in small letters; empty for none. */
	String value(String field) {
		String plain = plain(field);
		int end = plain.indexOf(';');
		return ((end < 0) ? plain : plain.substring(0, end)).strip().toLowerCase(Locale.ROOT);
	}

	private static String unfolded(byte[] body) {
		return FOLD.matcher(new String(body, StandardCharsets.ISO_8859_1)).replaceAll("").replaceAll("[\r\n]+", " ");
	}

	/** The text that the field means. */
	static String decoded(byte[] body) {
		return decodedLatin(unfolded(body)).strip();
	}

	private static String decodedLatin(String body) {
		StringBuilder text = new StringBuilder();
		Words words = new Words();
		int end = 0;
		Matcher word = WORD.matcher(body);
		while (word.find()) {
			String between = body.substring(end, word.start());
			if (!between.isBlank() || words.isEmpty()) {
				text.append(words.end()).append(unlabelled(between));
			}
			words.add(word.group(1), word.group(2), word.group(3));
			end = word.end();
		}
		return text.append(words.end()).append(unlabelled(body.substring(end))).toString();
	}

	private static String unlabelled(String latin) {
		return MailCharsets.decode(latin.getBytes(StandardCharsets.ISO_8859_1), null);
	}

	/** Parameters as RFC 2231 has them, and as others write them. */
	private static Map<String, String> parameters(byte[] body) {
		Map<String, TreeMap<Integer, Section>> sections = new LinkedHashMap<>();
		Matcher parameter = PARAMETER.matcher(unfolded(body));
		while (parameter.find()) {
			Matcher name = SECTION.matcher(parameter.group(1).toLowerCase(Locale.ROOT));
			if (name.matches()) {
				boolean extended = name.group(3) != null;
				// what is sent in both ways is better in the newer one
				int number = (name.group(2) != null) ? Integer.parseInt(name.group(2)) : extended ? 0 : -1;
				sections.computeIfAbsent(name.group(1), (key) -> new TreeMap<>())
					.putIfAbsent(number, new Section(unquoted(parameter.group(2)), extended));
			}
		}
		Map<String, String> all = new LinkedHashMap<>();
		sections.forEach((name, parts) -> all.put(name, value(parts)));
		return all;
	}

	private static String unquoted(String value) {
		String plain = value.strip();
		if (!plain.startsWith("\"")) {
			return plain;
		}
		int end = (plain.length() > 1 && plain.endsWith("\"")) ? plain.length() - 1 : plain.length();
		return plain.substring(1, end).replaceAll("\\\\(.)", "$1");
	}

	private static String value(NavigableMap<Integer, Section> parts) {
		if (parts.lastKey() < 0) {
			return decodedLatin(parts.firstEntry().getValue().text()).strip();
		}
		parts.remove(-1);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		@Nullable String charset = null;
		boolean first = true;
		boolean anyExtended = false;
		for (Section part : parts.values()) {
			String text = part.text();
			if (part.extended()) {
				anyExtended = true;
				String[] said = first ? text.split("'", 3) : new String[0];
				if (said.length == 3) {
					charset = said[0];
					text = said[2];
				}
				bytes.writeBytes(percent(text));
			}
			else {
				bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
			}
			first = false;
		}
		return anyExtended ? MailCharsets.decode(bytes.toByteArray(), charset)
				: decodedLatin(bytes.toString(StandardCharsets.ISO_8859_1)).strip();
	}

	private static byte[] percent(String text) {
		return escaped(text, '%', false);
	}

	private static byte[] quotedPrintable(String text) {
		return escaped(text, '=', true);
	}

	private static byte[] escaped(String text, char mark, boolean underscores) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < text.length(); i++) {
			char one = text.charAt(i);
			boolean whole = i + 2 < text.length();
			int high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
			int low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
			if (one == mark && high >= 0 && low >= 0) {
				bytes.write(high * 16 + low);
				i += 2;
			}
			else {
				bytes.write((underscores && one == '_') ? ' ' : one);
			}
		}
		return bytes.toByteArray();
	}

	private record Section(String text, boolean extended) {
	}

	/** Encoded words that stand side by side, put together while they are alike. */
	private static final class Words {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final StringBuilder base64 = new StringBuilder();

		private final StringBuilder done = new StringBuilder();

		private @Nullable String charset;

		boolean isEmpty() {
			return this.charset == null;
		}

		void add(String named, String encoding, String content) {
			if (this.charset != null && !this.charset.equalsIgnoreCase(named)) {
				flush();
			}
			this.charset = named;
			if (encoding.equalsIgnoreCase("q")) {
				flushBase64();
				this.bytes.writeBytes(quotedPrintable(content));
				return;
			}
			String letters = NO_BASE64.matcher(content).replaceAll("");
			this.base64.append(letters);
			if (this.base64.length() % 4 == 0 || content.contains("=")) {
				flushBase64();
			}
		}

		private void flushBase64() {
			int length = this.base64.length();
			String whole = this.base64.substring(0, (length % 4 == 1) ? length - 1 : length);
			this.base64.setLength(0);
			this.bytes.writeBytes(Base64.getDecoder().decode(whole));
		}

		private void flush() {
			flushBase64();
			this.done.append(MailCharsets.decode(this.bytes.toByteArray(), this.charset));
			this.bytes.reset();
			this.charset = null;
		}

		String end() {
			if (this.charset != null) {
				flush();
			}
			String text = this.done.toString();
			this.done.setLength(0);
			return text;
		}

	}

}
