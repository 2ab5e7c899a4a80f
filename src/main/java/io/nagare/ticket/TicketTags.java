package io.nagare.ticket;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words that people find tickets by, as they are kept: each once, in whatever case of
 * letters, of one width, without blanks around.
 */
public final class TicketTags {

	/** Tags of one ticket. */
	public static final int MOST = 20;

	/** Characters of one tag. */
	public static final int LONGEST = 40;

	/**
	 * Controls, marks that nobody sees, halves of characters, and the comma, which parts
	 * tags from each other.
	 */
	private static final Pattern NOT_IN_TAGS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp},]");

	private static final Pattern BLANKS = Pattern.compile("\\p{Zs}+");

	private TicketTags() {
	}

	/** In the order given; of those that differ only by their case, the first. */
	static List<String> of(List<String> said) {
		Map<String, String> tags = new LinkedHashMap<>();
		said.stream().map(TicketTags::folded).forEach((tag) -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
		return List.copyOf(tags.values());
	}

	/** As a tag that reads so is kept. */
	public static String folded(String said) {
		return BLANKS.matcher(Normalizer.normalize(said, Normalizer.Form.NFKC)).replaceAll(" ").strip();
	}

	/** The first that cannot be a tag. */
	static Optional<String> wrong(List<String> said) {
		return said.stream().filter((one) -> !isTag(folded(one))).findFirst();
	}

	private static boolean isTag(String tag) {
		return !tag.isEmpty() && tag.codePointCount(0, tag.length()) <= LONGEST && !NOT_IN_TAGS.matcher(tag).find();
	}

}
