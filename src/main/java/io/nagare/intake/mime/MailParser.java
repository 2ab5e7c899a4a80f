package io.nagare.intake.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** Reads a mail, leniently, and never more of it than a mail may have. */
public final class MailParser {

	private static final int MOST_PARTS = 500;

	private static final int DEEPEST = 30;

	private static final int MOST_WRAPS = 3;

	/** Bytes of the outermost; all of those within lie on the heap beside it. */
	private static final int LARGEST_WRAPPED = 20 * 1024 * 1024;

	private static final int MOST_FIELDS = 2_000;

	private static final int LONGEST_FIELD = 2 * 1024 * 1024;

	private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,900})>");

	/** What a signature of the mail itself, or its encryption, consists of. */
	private static final Set<String> SEALS = Set.of("application/pkcs7-signature", "application/x-pkcs7-signature",
			"application/pgp-signature");

	private static final Map<String, String> ENDINGS = Map.of("image/png", "png", "image/jpeg", "jpg", "image/gif",
			"gif", "image/webp", "webp", "text/calendar", "ics", "message/rfc822", "eml", "application/pdf", "pdf",
			"text/html", "html", "text/plain", "txt");

	private final MailHeaders top = new MailHeaders();

	private final Deque<Container> containers = new ArrayDeque<>();

	/**
	 * Where a file is shown in the text, as HTML is read here and as mailers write it.
	 */
	private static final Pattern IN_PLACE = Pattern.compile("\\[cid:([^\\[\\]\\s]{1,200})]", Pattern.CASE_INSENSITIVE);

	private final List<TextPart> texts = new ArrayList<>();

	private final List<ParsedMail.MailFile> files = new ArrayList<>();

	/** What the files are called that the text shows in place, by their keys. */
	private final Map<String, String> shownFiles = new HashMap<>();

	private MailHeaders current = this.top;

	/** How many signed mails it lies within. */
	private final int depth;

	private int parts;

	private int fields;

	private MailParser(int depth) {
		this.depth = depth;
	}

	/**
	 * Reads a mail.
	 * @throws UnreadableMailException where it is no mail, or too much of one
	 */
	public static ParsedMail parse(InputStream raw) throws IOException, UnreadableMailException {
		try {
			return new MailParser(0).read(raw);
		}
		catch (MimeException ex) {
			throw new UnreadableMailException("broken");
		}
	}

	private ParsedMail read(InputStream raw) throws IOException, MimeException, UnreadableMailException {
		MimeTokenStream tokens = new MimeTokenStream(MimeConfig.custom()
			.setMaxLineLen(-1)
			.setMaxHeaderCount(-1)
			.setMaxHeaderLen(LONGEST_FIELD)
			.setMaxContentLen(-1)
			.build());
		tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
		tokens.parse(raw);
		for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
			switch (state) {
				case T_START_BODYPART -> begin();
				case T_FIELD -> field(tokens.getField());
				case T_START_MULTIPART -> open(tokens.getBodyDescriptor().getSubType());
				case T_END_MULTIPART -> this.containers.pop();
				case T_BODY -> body(tokens.getDecodedInputStream());
				default -> {
				}
			}
		}
		String messageId = ids(this.top.plain("message-id")).stream().findFirst().orElse(null);
		return new ParsedMail(this.top, messageId, references(), FromField.address(this.top.all("from")).orElse(null),
				senderName(), CleanText.line(this.top.text("subject")), text(), List.copyOf(this.files));
	}

	private void begin() throws UnreadableMailException {
		this.current = new MailHeaders();
		this.parts++;
		if (this.parts > MOST_PARTS) {
			throw new UnreadableMailException("too_many_parts");
		}
	}

	private void field(Field field) throws UnreadableMailException {
		this.fields++;
		if (this.fields > MOST_FIELDS) {
			throw new UnreadableMailException("too_many_fields");
		}
		@Nullable ByteSequence raw = field.getRaw();
		byte[] bytes = (raw != null) ? raw.toByteArray()
				: (field.getName() + ":" + Objects.requireNonNullElse(field.getBody(), ""))
					.getBytes(StandardCharsets.UTF_8);
		int colon = 0;
		while (colon < bytes.length && bytes[colon] != ':') {
			colon++;
		}
		this.current.add(field.getName(), Arrays.copyOfRange(bytes, Math.min(colon + 1, bytes.length), bytes.length));
	}

	private void open(@Nullable String subType) throws UnreadableMailException {
		if (this.containers.size() >= DEEPEST) {
			throw new UnreadableMailException("too_deep");
		}
		boolean choice = "alternative".equalsIgnoreCase(subType);
		@Nullable Container outer = this.containers.peek();
		this.containers.push(new Container(choice ? new Object() : (outer != null) ? outer.choice() : null));
	}

	private void body(InputStream content) throws IOException {
		MailHeaders headers = this.current;
		// parts that nothing divides are one text
		String type = Optional.of(headers.value("content-type"))
			.filter((one) -> one.contains("/") && !one.startsWith("multipart/"))
			.orElse("text/plain");
		byte[] bytes = bytes(content);
		@Nullable String name = headers.parameter("content-disposition", "filename")
			.or(() -> headers.parameter("content-type", "name"))
			.map(CleanText::line)
			.filter((one) -> !one.isEmpty())
			.orElse(null);
		boolean attached = headers.value("content-disposition").equals("attachment") || name != null;
		boolean text = type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched");
		if (text && !attached) {
			@Nullable Container container = this.containers.peek();
			this.texts.add(new TextPart((container != null) ? container.choice() : null, type, charset(headers), bytes,
					"flowed".equalsIgnoreCase(headers.parameter("content-type", "format").orElse("")),
					"yes".equalsIgnoreCase(headers.parameter("content-type", "delsp").orElse(""))));
		}
		else if (bytes.length > 0 && !SEALS.contains(type) && !isReport(type)) {
			file(headers, type, (name != null) ? name : nameless(type), bytes);
		}
	}

	private void file(MailHeaders headers, String type, String name, byte[] bytes) throws IOException {
		if (SignedMail.isWrapped(type, name)) {
			wrapped(name, bytes);
			return;
		}
		List<ParsedMail.MailFile> packed = TnefFiles.isOne(type, name) ? TnefFiles.of(bytes) : List.of();
		if (!packed.isEmpty()) {
			this.files.addAll(packed);
			return;
		}
		List<String> ids = ids(headers.plain("content-id"));
		boolean within = !ids.isEmpty() && type.startsWith("image/")
				&& !headers.value("content-disposition").equals("attachment");
		this.files
			.add(new ParsedMail.MailFile(name, bytes, within ? ParsedMail.Place.WITHIN : ParsedMail.Place.BESIDE));
		ids.forEach((id) -> this.shownFiles.putIfAbsent(id, name));
	}

	private void wrapped(String name, byte[] bytes) throws IOException {
		byte @Nullable [] mail = SignedMail.within(bytes).orElse(null);
		if (mail != null && this.depth < MOST_WRAPS && mail.length <= LARGEST_WRAPPED >> (2 * this.depth)) {
			try {
				ParsedMail within = new MailParser(this.depth + 1).read(new ByteArrayInputStream(mail));
				if (within.headers().value("content-type").isEmpty()) {
					// a signed document, or certificates
					throw new UnreadableMailException("broken");
				}
				@Nullable Container container = this.containers.peek();
				this.texts.add(new TextPart((container != null) ? container.choice() : null, "text/plain", "utf-8",
						within.text().getBytes(StandardCharsets.UTF_8), false, false));
				this.files.addAll(within.files());
				return;
			}
			catch (MimeException | UnreadableMailException ex) {
				// kept as it came
			}
		}
		this.files.add(new ParsedMail.MailFile(name, bytes,
				(mail == null) ? ParsedMail.Place.ENCRYPTED : ParsedMail.Place.BESIDE));
	}

	/** What the base64 of a torn mail still says is read; the rest is lost. */
	private static byte[] bytes(InputStream content) throws IOException {
		java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		try {
			for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
				bytes.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			if (bytes.size() == 0) {
				throw ex;
			}
		}
		return bytes.toByteArray();
	}

	private static @Nullable String charset(MailHeaders headers) {
		return headers.parameter("content-type", "charset").orElse(null);
	}

	private static boolean isReport(String type) {
		return type.equals("message/delivery-status") || type.equals("message/disposition-notification")
				|| type.equals("text/rfc822-headers");
	}

	private String nameless(String type) {
		String ending = ENDINGS.getOrDefault(type, "bin");
		return "attachment-" + (this.files.size() + 1) + "." + ending;
	}

	/** Of each choice the plain text, where it says anything. */
	private String text() {
		Set<Object> chosen = new LinkedHashSet<>();
		List<String> all = new ArrayList<>();
		for (TextPart part : this.texts) {
			@Nullable Object choice = part.choice();
			if (choice == null) {
				all.add(part.read());
			}
			else if (chosen.add(choice)) {
				all.add(best(this.texts.stream().filter((one) -> one.choice() == choice).toList()));
			}
		}
		String whole = CleanText.of(String.join("\n\n", all.stream().filter((one) -> !one.isBlank()).toList()));
		return IN_PLACE.matcher(whole)
			.replaceAll((shown) -> Matcher
				.quoteReplacement("[" + this.shownFiles.getOrDefault(shown.group(1), "cid:" + shown.group(1)) + "]"));
	}

	private static String best(List<TextPart> choices) {
		String plain = joined(choices, "text/plain");
		return plain.isBlank() ? joined(choices, "text/html") : plain;
	}

	private static String joined(List<TextPart> parts, String type) {
		return String.join("\n\n",
				parts.stream().filter((part) -> part.type().equals(type)).map(TextPart::read).toList());
	}

	private static List<String> ids(String field) {
		return ID.matcher(field).results().map((found) -> found.group(1)).distinct().limit(100).toList();
	}

	private List<String> references() {
		LinkedHashSet<String> all = new LinkedHashSet<>(ids(this.top.plain("references")));
		ids(this.top.plain("in-reply-to")).forEach((id) -> {
			all.remove(id);
			all.add(id);
		});
		return List.copyOf(all);
	}

	private String senderName() {
		String from = this.top.text("from");
		Matcher angle = Pattern.compile("^(.*?)<[^<>]*>\\s*$", Pattern.DOTALL).matcher(from);
		String name = angle.matches() ? angle.group(1) : "";
		return CleanText.line(name.replace("\"", ""));
	}

	/**
	 * Something with parts.
	 *
	 * @param choice the same for all that say the same in different ways; null for none
	 */
	private record Container(@Nullable Object choice) {
	}

	/** Something to be read. */
	@SuppressWarnings("ArrayRecordComponent") // nobody compares them
	private record TextPart(@Nullable Object choice, String type, @Nullable String charset, byte[] bytes,
			boolean flowed, boolean glued) {

		String read() {
			if (this.type.equals("text/html")) {
				return HtmlText.of(this.bytes, this.charset);
			}
			String text = MailCharsets.decode(this.bytes, this.charset).replace("\r\n", "\n").replace('\r', '\n');
			return this.flowed ? unflowed(text, this.glued) : text;
		}

		/** Lines that end in a space go on in the next one (RFC 3676). */
		private static String unflowed(String text, boolean glued) {
			StringBuilder whole = new StringBuilder();
			for (String line : text.split("\n", -1)) {
				boolean quoted = line.startsWith(">");
				String said = (!quoted && line.startsWith(" ")) ? line.substring(1) : line;
				boolean goesOn = !quoted && said.endsWith(" ") && !said.equals("-- ");
				whole.append(goesOn && glued ? said.substring(0, said.length() - 1) : said).append(goesOn ? "" : "\n");
			}
			return whole.toString();
		}

	}

}
