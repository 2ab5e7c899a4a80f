package io.nagare.intake.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads ISO-2022-JP as it is really sent: JIS X 0208 with the characters of Windows
 * (ISO-2022-JP-MS, CP50220, CP50221), half-width kana in all three ways, JIS X 0212, and
 * text whose escape characters were lost, or that was cut off in the middle.
 */
final class Iso2022Jp {

	private static final Charset WINDOWS = Charset.forName("windows-31j");

	private static final Charset EUC = Charset.forName("EUC-JP");

	private static final char UNKNOWN = '\uFFFD';

	private static final int ESC = 0x1B;

	/** Rows of characters that users define; ISO-2022-JP-MS numbers them from 1. */
	private static final int PRIVATE_USE = 0xE000;

	private static final int CELLS = 94;

	private final byte[] bytes;

	private final StringBuilder text = new StringBuilder();

	private Mode mode = Mode.ASCII;

	private boolean shifted;

	private int at;

	private Iso2022Jp(byte[] bytes) {
		this.bytes = bytes;
	}

	/** Whether the bytes change character sets as ISO 2022 does. */
	static boolean isLikely(byte[] bytes) {
		for (int i = 0; i + 2 < bytes.length; i++) {
			if (bytes[i] == ESC && (bytes[i + 1] == '$' || (bytes[i + 1] == '(' && bytes[i + 2] == 'I'))) {
				return true;
			}
		}
		return false;
	}

	static String decode(byte[] bytes) {
		return new Iso2022Jp(withEscapes(bytes)).read();
	}

	private static byte[] withEscapes(byte[] bytes) {
		for (byte one : bytes) {
			if (one == ESC) {
				return bytes;
			}
		}
		return withEscapes(new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Puts back what a gateway removed: before {@code $B}, pairs and {@code (B} stood
	 * escape characters. Each character is looked at twice at most, since where no end
	 * follows, none follows the pairs behind it either.
	 */
	private static String withEscapes(String plain) {
		StringBuilder whole = new StringBuilder();
		int[] endless = { -1, -1 };
		int done = 0;
		for (int start = plain.indexOf('$'); start >= 0; start = plain.indexOf('$', Math.max(start + 1, done))) {
			if (start + 1 >= plain.length() || "@B".indexOf(plain.charAt(start + 1)) < 0
					|| start < endless[start % 2]) {
				continue;
			}
			int end = start + 2;
			while (arePairs(plain, end) && (end == start + 2 || !isBack(plain, end))) {
				end += 2;
			}
			if (end > start + 2 && isBack(plain, end)) {
				whole.append(plain, done, start).append("\u001B$B").append(plain, start + 2, end).append("\u001B(B");
				done = end + 2;
			}
			else {
				endless[start % 2] = end;
			}
		}
		return whole.append(plain, done, plain.length()).toString();
	}

	private static boolean arePairs(String plain, int at) {
		return at + 1 < plain.length() && isPrintable(plain.charAt(at)) && isPrintable(plain.charAt(at + 1));
	}

	private static boolean isPrintable(char one) {
		return one > 0x20 && one < 0x7F;
	}

	/** Whether what follows changes back to ASCII. */
	private static boolean isBack(String plain, int at) {
		return at + 1 < plain.length() && plain.charAt(at) == '(' && "BJ".indexOf(plain.charAt(at + 1)) >= 0;
	}

	private String read() {
		while (this.at < this.bytes.length) {
			int one = this.bytes[this.at] & 0xFF;
			if (one == ESC) {
				escape();
			}
			else if (one == 0x0E || one == 0x0F) {
				this.shifted = one == 0x0E;
				this.at++;
			}
			else if (one == '\n' || one == '\r') {
				// each line begins anew, whatever the one before forgot
				this.mode = Mode.ASCII;
				this.shifted = false;
				this.text.append((char) one);
				this.at++;
			}
			else if (this.mode.isDouble && one > 0x20 && one < 0x7F) {
				pair(one);
			}
			else {
				single(one);
			}
		}
		return this.text.toString();
	}

	private void single(int one) {
		if (one >= 0xA1 && one <= 0xDF) {
			this.text.append((char) (one - 0xA1 + 0xFF61));
		}
		else if ((this.mode == Mode.KANA || this.shifted) && one >= 0x21 && one <= 0x5F) {
			this.text.append((char) (one - 0x21 + 0xFF61));
		}
		else {
			this.text.append((one < 0x80) ? (char) one : UNKNOWN);
		}
		this.at++;
	}

	private void pair(int first) {
		int second = (this.at + 1 < this.bytes.length) ? this.bytes[this.at + 1] & 0xFF : 0;
		if (second < 0x21 || second > 0x7E) {
			// cut off: what follows is read by itself
			this.text.append(UNKNOWN);
			this.at++;
			return;
		}
		this.text.append(switch (this.mode) {
			case SUPPLEMENT -> supplement(first, second);
			case PRIVATE -> Character.toString(PRIVATE_USE + (first - 0x21) * CELLS + second - 0x21);
			default -> basic(first, second);
		});
		this.at += 2;
	}

	/** A character of JIS X 0208, and those that Windows added in its free rows. */
	static String basic(int first, int second) {
		int lead = (first - 0x21) / 2 + 0x81;
		int left = (lead > 0x9F) ? lead + 0x40 : lead;
		int right = (first % 2 == 0) ? second + 0x7E : second + 0x1F + ((second > 0x5F) ? 1 : 0);
		return new String(new byte[] { (byte) left, (byte) right }, WINDOWS);
	}

	private static String supplement(int first, int second) {
		return new String(new byte[] { (byte) 0x8F, (byte) (first | 0x80), (byte) (second | 0x80) }, EUC);
	}

	private void escape() {
		for (Mode candidate : Mode.values()) {
			for (String sequence : candidate.sequences) {
				if (follows(sequence)) {
					this.mode = candidate;
					this.at += 1 + sequence.length();
					return;
				}
			}
		}
		// "the revision of 1990 follows" says nothing that matters
		this.at += follows("&@") ? 3 : 1;
	}

	private boolean follows(String sequence) {
		if (this.at + sequence.length() >= this.bytes.length) {
			return false;
		}
		for (int i = 0; i < sequence.length(); i++) {
			if (this.bytes[this.at + 1 + i] != sequence.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/** A character set, and the escape sequences that choose it, the longest first. */
	private enum Mode {

		SUPPLEMENT(true, "$(D"), PRIVATE(true, "$(?"), BASIC(true, "$(@", "$(B", "$@", "$B"), KANA(false, "(I"),
		ASCII(false, "(B", "(J", "(H");

		private final boolean isDouble;

		@SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
		private final List<String> sequences;

		Mode(boolean isDouble, String... sequences) {
			this.isDouble = isDouble;
			this.sequences = List.of(sequences);
		}

	}

}
