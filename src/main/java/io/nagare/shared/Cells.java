package io.nagare.shared;

import java.util.regex.Pattern;

/** What may stand in a cell that a spreadsheet reads. */
public final class Cells {

	/** Characters of one cell of Excel. */
	private static final int LONGEST = 32_000;

	/** What no file of XML may hold. */
	private static final Pattern UNREADABLE = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");

	private Cells() {
	}

	/** A text that every reader can open; cut where Excel would refuse it. */
	public static String readable(String text) {
		String plain = UNREADABLE.matcher(text).replaceAll("");
		return Excerpt.of(plain, LONGEST);
	}

	/**
	 * The same for a file of comma-separated values, where a spreadsheet would take what
	 * begins like a formula for one.
	 */
	public static String harmless(String text) {
		String plain = readable(text);
		return (!plain.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(plain.charAt(0)) >= 0) ? "'" + plain
				: plain;
	}

}
