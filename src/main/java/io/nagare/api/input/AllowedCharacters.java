package io.nagare.api.input;

/**
 * Which characters a text may hold. PostgreSQL stores no NUL and UTF-8 no lone surrogate;
 * the other control characters are of no use in a text and of much use to an attacker.
 */
public final class AllowedCharacters {

	private AllowedCharacters() {
	}

	/**
	 * Whether the text holds neither lone surrogates nor what is no character in XML, nor
	 * controls other than tab and line ends.
	 */
	public static boolean areValid(CharSequence text) {
		return text.codePoints().allMatch(AllowedCharacters::isValid);
	}

	/** The text without what it may not hold. */
	public static String kept(CharSequence text) {
		return text.codePoints()
			.filter(AllowedCharacters::isValid)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isValid(int codePoint) {
		return (codePoint >= ' ' && (codePoint & 0xfffe) != 0xfffe
				&& !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) || codePoint == '\t'
				|| codePoint == '\n' || codePoint == '\r';
	}

}
