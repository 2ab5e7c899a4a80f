package io.nagare.intake.mime;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Turns bytes of a mail into text. What the mail says of its character set is believed
 * unless the bytes clearly say otherwise, since it is often missing or wrong: a reading
 * is judged by how much of it looks like something that people write.
 */
public final class MailCharsets {

	private static final Charset WINDOWS = Charset.forName("windows-31j");

	private static final Charset WESTERN = Charset.forName("windows-1252");

	private static final Charset EUC = Charset.forName("EUC-JP");

	private static final String JIS_NAME = "iso-2022-jp";

	private static final String UTF_7 = "utf-7";

	/** Escape sequences of Korean and Chinese, which Japanese has in part too. */
	private static final List<String> OTHER_ESCAPES = List.of("iso-2022-kr", "csiso2022kr", "iso-2022-cn",
			"iso-2022-cn-gb");

	/** RFC 1843. */
	private static final String HZ = "hz-gb-2312";

	private static final Pattern HZ_SHIFTED = Pattern.compile("~\\{((?:[!-}][!-~])*)(?:~}|(?=\\n|$))|~(~)|~\\n");

	/** Names that say nothing. */
	private static final List<String> NONE = List.of("", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit",
			"x-unknown", "unknown", "8bit", "7bit", "default", "none", "_autodetect_all", "_autodetect", "binary");

	private static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("sjis", "shift_jis"),
			Map.entry("x-sjis", "shift_jis"), Map.entry("x_sjis", "shift_jis"), Map.entry("shift-jis", "shift_jis"),
			Map.entry("ms_kanji", "shift_jis"), Map.entry("cp932", "shift_jis"), Map.entry("ms932", "shift_jis"),
			Map.entry("windows-31j", "shift_jis"), Map.entry("cswindows31j", "shift_jis"),
			Map.entry("csshiftjis", "shift_jis"), Map.entry("x-ms-cp932", "shift_jis"), Map.entry("eucjp", "euc-jp"),
			Map.entry("x-euc-jp", "euc-jp"), Map.entry("x-euc", "euc-jp"), Map.entry("ujis", "euc-jp"),
			Map.entry("cp51932", "euc-jp"), Map.entry("eucjp-ms", "euc-jp"), Map.entry("eucjp-win", "euc-jp"),
			Map.entry("utf8", "utf-8"), Map.entry("unicode-1-1-utf-8", "utf-8"), Map.entry("x-utf-8", "utf-8"),
			Map.entry("unicode-1-1-utf-7", UTF_7), Map.entry("utf7", UTF_7), Map.entry("jis", JIS_NAME),
			Map.entry("csiso2022jp", JIS_NAME), Map.entry("cp50220", JIS_NAME), Map.entry("cp50221", JIS_NAME),
			Map.entry("cp50222", JIS_NAME), Map.entry("x-windows-50220", JIS_NAME),
			Map.entry("x-windows-50221", JIS_NAME), Map.entry("iso2022jp", JIS_NAME), Map.entry("latin1", "iso-8859-1"),
			Map.entry("windows-1252", "iso-8859-1"), Map.entry("cp1252", "iso-8859-1"),
			Map.entry("iso8859-1", "iso-8859-1"), Map.entry("iso_8859-1", "iso-8859-1"));

	private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9+/]*)-?");

	/** So much is enough to judge a reading. */
	private static final int SAMPLE = 6_000;

	/** By so much another reading must be better than what the mail says. */
	private static final double DOUBT = 1.5;

	/** So many letters without kana are no chance. */
	private static final int FEW = 4;

	private MailCharsets() {
	}

	/**
	 * The text of the bytes.
	 * @param label the character set as the mail names it; null for none
	 */
	public static String decode(byte[] bytes, @Nullable String label) {
		String name = name(label);
		if (name.isEmpty() && isMarkedAsUtf16(bytes)) {
			return new String(bytes, StandardCharsets.UTF_16);
		}
		if (name.startsWith("utf-16") || name.startsWith("utf-32")) {
			return new String(bytes, charset(name, StandardCharsets.UTF_16));
		}
		if (name.equals(HZ)) {
			return hz(new String(bytes, StandardCharsets.ISO_8859_1));
		}
		if (OTHER_ESCAPES.contains(name)) {
			return new String(bytes, charset(name, StandardCharsets.US_ASCII));
		}
		if (name.startsWith(JIS_NAME) || Iso2022Jp.isLikely(bytes)) {
			return isSevenBit(bytes) || (name.startsWith(JIS_NAME) && !isBetterOtherwise(bytes))
					? Iso2022Jp.decode(bytes) : best(bytes, "").text();
		}
		if (name.equals(UTF_7)) {
			return utf7(new String(bytes, StandardCharsets.ISO_8859_1));
		}
		if (!isSevenBit(bytes)) {
			return best(bytes, name).text();
		}
		String plain = new String(bytes, StandardCharsets.US_ASCII);
		return name.isEmpty() ? withoutEscapes(bytes, plain) : plain;
	}

	/**
	 * What says nothing of its character set may be Japanese whose escape characters were
	 * lost on the way. What comes out must look like it: text in ASCII, such as a script,
	 * may have a dollar before a B too.
	 */
	private static String withoutEscapes(byte[] bytes, String plain) {
		if (!plain.contains("$B") && !plain.contains("$@")) {
			return plain;
		}
		String japanese = Iso2022Jp.decode(bytes);
		long letters = japanese.codePoints().filter((one) -> one >= 0x80).limit(FEW).count();
		boolean kana = japanese.codePoints().anyMatch((one) -> one >= 0x3041 && one <= 0x30FF);
		return (unknowns(japanese) == 0 && (kana || letters == FEW) && plausibility(japanese, false) >= DOUBT)
				? japanese : plain;
	}

	/** As Excel and PowerShell write texts. */
	private static boolean isMarkedAsUtf16(byte[] bytes) {
		return bytes.length >= 2 && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
				|| (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
	}

	private static String name(@Nullable String label) {
		String name = (label != null) ? label.strip().replaceAll("[\"'<>;]", "").toLowerCase(Locale.ROOT) : "";
		String known = OTHER_NAMES.getOrDefault(name, name);
		return NONE.contains(known) ? "" : known;
	}

	private static Charset charset(String name, Charset otherwise) {
		try {
			return Charset.forName(name);
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			return otherwise;
		}
	}

	private static boolean isSevenBit(byte[] bytes) {
		for (byte one : bytes) {
			if (one < 0) {
				return false;
			}
		}
		return true;
	}

	/** Kana in eight bits belong to ISO-2022-JP as it is sent; all else does not. */
	private static boolean isBetterOtherwise(byte[] bytes) {
		return !Iso2022Jp.isLikely(bytes)
				&& best(bytes, "").score() > plausibility(Iso2022Jp.decode(bytes), true) + DOUBT;
	}

	private static Reading best(byte[] bytes, String label) {
		List<Reading> readings = new ArrayList<>();
		boolean western = label.equals("iso-8859-1");
		byte[] sample = (bytes.length > SAMPLE) ? Arrays.copyOf(bytes, SAMPLE) : bytes;
		Reading utf8 = Reading.of("utf-8", sample, 1.2);
		// nothing else comes out as whole UTF-8 by chance where letters are Latin
		readings.add((western && unknowns(utf8.text()) == 0) ? utf8.plus(DOUBT) : utf8);
		readings.add(Reading.of("shift_jis", sample, label.equals("shift_jis") ? DOUBT : 0));
		readings.add(Reading.of("euc-jp", sample, label.equals("euc-jp") ? DOUBT : 0));
		readings.add(Reading.of("iso-8859-1", sample, western ? DOUBT + 0.5 : 0));
		if (label.equals("utf-8")) {
			readings.set(0, utf8.plus(DOUBT - 1));
		}
		else if (!label.isEmpty() && !western && !label.equals("shift_jis") && !label.equals("euc-jp")) {
			Charset named = charset(label, WESTERN);
			if (!named.equals(WESTERN)) {
				// of other scripts nothing is known here, so that they are believed
				readings.add(new Reading(label, "", 2.0 + DOUBT - 3.0 * unknowns(new String(sample, named))));
			}
		}
		Reading best = readings.stream().reduce((one, other) -> (other.score() > one.score()) ? other : one).get();
		return new Reading(best.name(), read(bytes, best.name()), best.score());
	}

	private static long unknowns(String text) {
		return text.chars().filter((one) -> one == 0xFFFD).limit(10).count();
	}

	private static String read(byte[] bytes, String name) {
		return switch (name) {
			case "euc-jp" -> euc(bytes);
			case "shift_jis" -> new String(bytes, WINDOWS);
			case "iso-8859-1" -> new String(bytes, WESTERN);
			default -> new String(bytes, charset(name, StandardCharsets.UTF_8));
		};
	}

	/** EUC-JP with the characters of Windows in its free rows. */
	private static String euc(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		int at = 0;
		while (at < bytes.length) {
			int first = bytes[at] & 0xFF;
			int second = (at + 1 < bytes.length) ? bytes[at + 1] & 0xFF : 0;
			int third = (at + 2 < bytes.length) ? bytes[at + 2] & 0xFF : 0;
			if (first < 0x80) {
				text.append((char) first);
				at++;
			}
			else if (first == 0x8E && second >= 0xA1 && second <= 0xDF) {
				text.append((char) (second - 0xA1 + 0xFF61));
				at += 2;
			}
			else if (first == 0x8F && second >= 0xA1 && third >= 0xA1) {
				text.append(new String(bytes, at, 3, EUC));
				at += 3;
			}
			else if (first >= 0xA1 && first <= 0xFE && second >= 0xA1 && second <= 0xFE) {
				text.append(Iso2022Jp.basic(first & 0x7F, second & 0x7F));
				at += 2;
			}
			else {
				text.append('\uFFFD');
				at++;
			}
		}
		return text.toString();
	}

	private static String utf7(String text) {
		Matcher shifted = SHIFTED.matcher(text);
		return shifted.replaceAll((found) -> {
			String base64 = found.group(1);
			if (base64.isEmpty()) {
				return "+";
			}
			byte[] units = Base64.getDecoder().decode(base64.substring(0, base64.length() - lost(base64.length())));
			return Matcher.quoteReplacement(
					new String(Arrays.copyOf(units, units.length - units.length % 2), StandardCharsets.UTF_16BE));
		});
	}

	/** Between the marks that shift, each pair of characters is one of GB 2312. */
	private static String hz(String text) {
		return HZ_SHIFTED.matcher(text).replaceAll((found) -> {
			if (found.group(1) == null) {
				return (found.group(2) != null) ? "~" : "";
			}
			byte[] pairs = found.group(1).getBytes(StandardCharsets.ISO_8859_1);
			for (int at = 0; at < pairs.length; at++) {
				pairs[at] |= (byte) 0x80;
			}
			return Matcher.quoteReplacement(new String(pairs, charset("GB2312", StandardCharsets.US_ASCII)));
		});
	}

	/** A single letter of base64 says nothing. */
	private static int lost(int length) {
		return (length % 4 == 1) ? 1 : 0;
	}

	/**
	 * How much a text looks like one, on average of what is beyond ASCII: 3 for kana, 0
	 * for what may be, less for what nobody writes.
	 */
	private static double plausibility(String text, boolean halfWidth) {
		double sum = 0;
		int count = 0;
		for (int at = 0; at < text.length();) {
			int one = text.codePointAt(at);
			at += Character.charCount(one);
			if (one >= 0x80 || (one < 0x20 && one != '\n' && one != '\r' && one != '\t' && one != 0x1B)) {
				sum += worth(one, halfWidth);
				count++;
			}
		}
		return (count == 0) ? 0 : sum / count;
	}

	private static double worth(int one, boolean halfWidth) {
		if (one == 0xFFFD) {
			return -10;
		}
		if (one < 0xA0 || (one >= 0xE000 && one <= 0xF8FF)) {
			return -4;
		}
		if (one >= 0x3040 && one <= 0x30FF) {
			return 3;
		}
		if (one >= 0x4E00 && one <= 0x9FFF) {
			return kanji(one);
		}
		if (one >= 0xFF61 && one <= 0xFF9F) {
			return halfWidth ? 0.6 : -0.5;
		}
		if ((one >= 0x3000 && one <= 0x303F) || (one >= 0xFF01 && one <= 0xFF5E) || one >= 0x1F000) {
			return 1.5;
		}
		return (one < 0x250) ? 0.2 : 0;
	}

	/** Those of the first level are written daily, the others seldom. */
	private static double kanji(int one) {
		byte[] windows = Character.toString(one).getBytes(WINDOWS);
		return (windows.length == 2 && (windows[0] & 0xFF) < 0x98) ? 2 : (windows.length == 2) ? 0.3 : -0.5;
	}

	/** The bytes in one character set. */
	private record Reading(String name, String text, double score) {

		static Reading of(String name, byte[] bytes, double bonus) {
			String text = read(bytes, name);
			return new Reading(name, text, plausibility(text, bonus > 0) + bonus);
		}

		Reading plus(double more) {
			return new Reading(this.name, this.text, this.score + more);
		}

	}

}
