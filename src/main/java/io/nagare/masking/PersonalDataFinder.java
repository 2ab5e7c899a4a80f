package io.nagare.masking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.nagare.shared.CharacterForms;

/**
 * Finds personal data in a text by its form, by check digits where it has some, and by
 * the words before it where its form alone says too little. Reads each character a fixed
 * number of times at most, whatever the text.
 */
final class PersonalDataFinder {

	/** Characters before a number in which a word says what it is. */
	private static final int NEAR = 30;

	private static final int LONGEST_LOCAL_PART = 64;

	private static final int LONGEST_DOMAIN = 253;

	/** Groups of digits that may be one number. */
	private static final int MOST_GROUPS = 6;

	/** Digits of the shortest number that is looked for. */
	private static final int FEWEST_DIGITS = 9;

	/** Digits of the longest one. */
	private static final int MOST_DIGITS = 19;

	private static final List<String> MY_NUMBER_WORDS = words("マイナンバー", "個人番号", "my number", "mynumber",
			"individual number");

	private static final List<String> LICENCE_WORDS = words("免許", "driving licen", "driver licen", "driver's licen",
			"drivers licen");

	private static final List<String> PASSPORT_WORDS = words("パスポート", "旅券", "passport");

	private static final List<String> PHONE_WORDS = words("電話", "携帯", "連絡先", "ファックス", "ファクス", "tel", "phone", "fax",
			"mobile", "call");

	/** Characters of an account number, by country (SWIFT IBAN Registry). */
	private static final Map<String, Integer> IBAN_LENGTHS = ibanLengths("""
			AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24
			FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
			LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22
			SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20""");

	private final char[] text;

	private final List<Found> found = new ArrayList<>();

	private PersonalDataFinder(String text) {
		this.text = new char[text.length()];
		for (int i = 0; i < this.text.length; i++) {
			this.text[i] = plain(text.charAt(i));
		}
	}

	/** All that is found, in the order of the text; nothing overlaps. */
	static List<Found> in(String text) {
		PersonalDataFinder finder = new PersonalDataFinder(text);
		finder.read();
		return finder.found;
	}

	/** Digits, letters and marks in the one width in which they are looked at. */
	private static char plain(char each) {
		if (each >= '！' && each <= '～') {
			return (char) (each - '！' + '!');
		}
		return switch (each) {
			case '\u3000', '\u00a0' -> ' ';
			case 'ー', '\u2015', 'ｰ' -> '-';
			default -> CharacterForms.usual(each);
		};
	}

	private void read() {
		List<Found> addresses = addresses();
		int next = 0;
		int at = 0;
		while (at < this.text.length) {
			if (next < addresses.size() && addresses.get(next).start() <= at) {
				Found address = addresses.get(next++);
				this.found.add(address);
				at = address.end();
			}
			else if (isLetter(at) || is(at, '_')) {
				at = readWord(at);
			}
			else if (isDigit(at) || opens(at)) {
				at = readNumber(at);
			}
			else {
				at++;
			}
		}
	}

	private List<Found> addresses() {
		List<Found> addresses = new ArrayList<>();
		int from = 0;
		for (int at = 0; at < this.text.length; at++) {
			if (this.text[at] == '@') {
				int start = at;
				while (start > from && at - start < LONGEST_LOCAL_PART
						&& (isAlphanumeric(start - 1) || "._%+-'".indexOf(this.text[start - 1]) >= 0)) {
					start--;
				}
				while (start < at && !isAlphanumeric(start)) {
					start++;
				}
				int end = endOfDomain(at + 1);
				if (start < at && end > 0) {
					addresses.add(new Found(PersonalDataKind.EMAIL, start, end));
					from = end;
					at = end - 1;
				}
			}
		}
		return addresses;
	}

	/** Where a domain with a top level of letters ends; 0 where there is none. */
	private int endOfDomain(int start) {
		int end = start;
		while (end - start < LONGEST_DOMAIN && (isAlphanumeric(end) || is(end, '.') || is(end, '-'))) {
			end++;
		}
		while (end > start && !isAlphanumeric(end - 1)) {
			end--;
		}
		int top = end;
		while (top > start && isLetter(top - 1)) {
			top--;
		}
		return (end - top >= 2 && top - 1 > start && this.text[top - 1] == '.' && isAlphanumeric(top - 2)) ? end : 0;
	}

	/** A word that begins with a letter: an account, a passport, or nothing. */
	private int readWord(int start) {
		int end = start;
		while (isAlphanumeric(end) || is(end, '_')) {
			end++;
		}
		int account = endOfIban(start);
		if (account > 0) {
			return add(PersonalDataKind.IBAN, start, account);
		}
		int letters = start;
		while (letters < end && isLetter(letters)) {
			letters++;
		}
		int digits = end - letters;
		if (letters - start <= 2 && digits >= 6 && digits <= 8 && areDigits(letters, end)
				&& isNear(PASSPORT_WORDS, start)) {
			return add(PersonalDataKind.PASSPORT, start, end);
		}
		return end;
	}

	private int endOfIban(int start) {
		if (!isLetter(start + 1) || !isDigit(start + 2) || !isDigit(start + 3)) {
			return 0;
		}
		Integer length = IBAN_LENGTHS.get(new String(this.text, start, 2));
		if (length == null) {
			return 0;
		}
		StringBuilder account = new StringBuilder();
		int at = start;
		while (account.length() < length) {
			if (isAlphanumeric(at)) {
				account.append(this.text[at]);
			}
			else if (!(is(at, ' ') || is(at, '-')) || !isAlphanumeric(at + 1)) {
				return 0;
			}
			at++;
		}
		return (isAlphanumeric(at) || !isWholeBy97(account.substring(4) + account.substring(0, 4))) ? 0 : at;
	}

	private static boolean isWholeBy97(String moved) {
		int rest = 0;
		for (int i = 0; i < moved.length(); i++) {
			int value = Character.digit(moved.charAt(i), 36);
			rest = (rest * ((value > 9) ? 100 : 10) + value) % 97;
		}
		return rest == 1;
	}

	/** Groups of digits: the longest number that they begin with, or none. */
	private int readNumber(int start) {
		if (is(start - 1, '-') && isAlphanumeric(start - 2)) {
			return skip(start); // of a key, such as a UUID
		}
		DigitGroups number = DigitGroups.at(this, start);
		for (int groups = number.groups(); groups > 0; groups--) {
			int end = number.end(groups);
			@Nullable Shape shape = endsAt(end) ? number.first(groups, this.text) : null;
			@Nullable PersonalDataKind kind = (shape != null) ? kindOf(shape, start, end) : null;
			if (kind != null) {
				return add(kind, start, end);
			}
		}
		return skip(start);
	}

	/** To the next number that is not joined to this one. */
	private int skip(int start) {
		int at = start + 1;
		while (isAlphanumeric(at) || (isJoint(at) && isDigit(at + 1))) {
			at++;
		}
		return at;
	}

	private @Nullable PersonalDataKind kindOf(Shape shape, int start, int end) {
		if (shape.international()) {
			return isInternational(shape) ? PersonalDataKind.PHONE : null;
		}
		String digits = shape.digits();
		if (digits.equals(digits.substring(0, 1).repeat(digits.length()))) {
			return null;
		}
		if (isCard(shape)) {
			return PersonalDataKind.CREDIT_CARD;
		}
		if (shape.is("12") || shape.is("4 4 4")) {
			if (isNear(LICENCE_WORDS, start)) {
				return PersonalDataKind.DRIVING_LICENCE;
			}
			// each tenth number has the right check digit, and orders and devices have
			// twelve
			boolean likely = shape.is("4 4 4") && !isPartOfMore(start, end);
			return (isMyNumber(digits) && (likely || isNear(MY_NUMBER_WORDS, start))) ? PersonalDataKind.MY_NUMBER
					: null;
		}
		if (shape.is("9") && isNear(PASSPORT_WORDS, start)) {
			return PersonalDataKind.PASSPORT;
		}
		return (isJapanesePhone(shape) || (shape.is("10") && isJapaneseArea(digits) && isNear(PHONE_WORDS, start)))
				? PersonalDataKind.PHONE : null;
	}

	private static boolean isInternational(Shape shape) {
		String digits = shape.digits();
		if (digits.startsWith("81")) {
			String national = digits.substring(2).replaceFirst("^0", "");
			return national.length() == 9 || national.length() == 10;
		}
		return digits.charAt(0) != '0' && digits.length() <= 15;
	}

	/** 03-1234-5678, (045)123-4567, 0120-123-456, 090 1234 5678, 09012345678. */
	private static boolean isJapanesePhone(Shape shape) {
		String digits = shape.digits();
		if (!isJapaneseArea(digits)) {
			return false;
		}
		boolean mobile = digits.length() == 11 && "5789".indexOf(digits.charAt(1)) >= 0 && digits.charAt(2) == '0';
		if (mobile) {
			return shape.is("11") || shape.is("3 4 4") || shape.is("3 8") || shape.is("7 4") || shape.is("4 3 4");
		}
		return digits.length() == 10
				&& (shape.endsWithFour() || shape.is("4 3 3") || shape.is("4 6") || shape.is("2 8"));
	}

	private static boolean isJapaneseArea(String digits) {
		return digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '0';
	}

	private static boolean isCard(Shape shape) {
		String digits = shape.digits();
		int length = digits.length();
		if (length < 14 || !(shape.isOneGroup() || shape.is("4 4 4 4") || shape.is("4 4 4 4 3") || shape.is("4 6 5")
				|| shape.is("4 6 4"))) {
			return false;
		}
		int four = Integer.parseInt(digits.substring(0, 4));
		boolean issued = switch (length) {
			case 14 -> four / 10 == 309 || (four >= 3000 && four <= 3059) || four / 100 == 36 || four / 100 == 38
					|| four / 100 == 39;
			case 15 -> four / 100 == 34 || four / 100 == 37;
			case 16 -> four / 1000 == 4 || (four >= 5100 && four <= 5599) || (four >= 2221 && four <= 2720)
					|| (four >= 3528 && four <= 3589) || four / 1000 == 6;
			default -> four / 1000 == 4 || four / 1000 == 6;
		};
		return issued && isLuhn(digits);
	}

	private static boolean isLuhn(String digits) {
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			int digit = digits.charAt(digits.length() - 1 - i) - '0';
			int weighed = (i % 2 == 0) ? digit : 2 * digit;
			sum += (weighed > 9) ? weighed - 9 : weighed;
		}
		return sum % 10 == 0;
	}

	/** By the ordinance of the ministry on My Number, article 5. */
	private static boolean isMyNumber(String digits) {
		int sum = 0;
		for (int i = 0; i < 11; i++) {
			int place = 11 - i;
			sum += (digits.charAt(i) - '0') * ((place <= 6) ? place + 1 : place - 5);
		}
		int rest = sum % 11;
		return digits.charAt(11) - '0' == ((rest <= 1) ? 0 : 11 - rest);
	}

	private int add(PersonalDataKind kind, int start, int end) {
		this.found.add(new Found(kind, start, end));
		return end;
	}

	/** Whether one of the words stands shortly before. */
	private boolean isNear(List<String> words, int start) {
		int from = Math.max(0, start - NEAR);
		String before = new String(this.text, from, start - from).toLowerCase(Locale.ROOT);
		return words.stream().anyMatch(before::contains);
	}

	/** Whether a number begins with a sign: +81 or (03). */
	private boolean opens(int at) {
		return (is(at, '+') || (is(at, '(') && is(at + 1, '0'))) && isDigit(at + 1) && !isAlphanumeric(at - 1);
	}

	/** Whether nothing more of the same number or word follows. */
	private boolean endsAt(int end) {
		return !isAlphanumeric(end) && !is(end, '_') && !is(end, '@') && !(isJoint(end) && isAlphanumeric(end + 1));
	}

	/** Whether other groups of digits stand beside it. */
	private boolean isPartOfMore(int start, int end) {
		return (is(end, ' ') && isDigit(end + 1)) || (is(start - 1, ' ') && isDigit(start - 2));
	}

	private boolean isJoint(int at) {
		return is(at, '-') || is(at, '.') || is(at, '(') || is(at, ')');
	}

	private boolean areDigits(int start, int end) {
		for (int at = start; at < end; at++) {
			if (!isDigit(at)) {
				return false;
			}
		}
		return true;
	}

	private boolean is(int at, char wanted) {
		return at >= 0 && at < this.text.length && this.text[at] == wanted;
	}

	private boolean isDigit(int at) {
		return at >= 0 && at < this.text.length && this.text[at] >= '0' && this.text[at] <= '9';
	}

	private boolean isLetter(int at) {
		return at >= 0 && at < this.text.length
				&& ((this.text[at] >= 'a' && this.text[at] <= 'z') || (this.text[at] >= 'A' && this.text[at] <= 'Z'));
	}

	private boolean isAlphanumeric(int at) {
		return isDigit(at) || isLetter(at);
	}

	private static List<String> words(String... words) {
		List<String> plain = new ArrayList<>();
		for (String word : words) {
			StringBuilder each = new StringBuilder();
			word.chars().forEach((one) -> each.append(plain((char) one)));
			plain.add(each.toString());
		}
		return plain;
	}

	private static Map<String, Integer> ibanLengths(String written) {
		Map<String, Integer> lengths = new HashMap<>();
		for (String one : StringUtils.tokenizeToStringArray(written, " \n\t")) {
			lengths.put(one.substring(0, 2), Integer.valueOf(one.substring(2)));
		}
		return Map.copyOf(lengths);
	}

	/**
	 * What was found.
	 *
	 * @param start where it begins, counted in characters (UTF-16) from 0
	 * @param end where the next character stands
	 */
	record Found(PersonalDataKind kind, int start, int end) {
	}

	/**
	 * Digits as they are grouped.
	 *
	 * @param international whether a plus sign stands before them
	 * @param sizes how many digits each group has, such as {@code 3 4 4}
	 */
	private record Shape(boolean international, String digits, String sizes) {

		private static final Pattern ENDS_WITH_FOUR = Pattern.compile("[0-9]+( [0-9]+)? 4");

		boolean is(String sizes) {
			return this.sizes.equals(sizes);
		}

		boolean isOneGroup() {
			return this.sizes.indexOf(' ') < 0;
		}

		/** Two or three groups, of which the last has four digits. */
		boolean endsWithFour() {
			return ENDS_WITH_FOUR.matcher(this.sizes).matches();
		}

	}

	/**
	 * The groups of digits that begin at a place.
	 *
	 * @param starts where each begins
	 * @param ends where each ends
	 */
	private record DigitGroups(boolean international, List<Integer> starts, List<Integer> ends) {

		static DigitGroups at(PersonalDataFinder finder, int start) {
			List<Integer> starts = new ArrayList<>(MOST_GROUPS);
			List<Integer> ends = new ArrayList<>(MOST_GROUPS);
			int at = finder.isDigit(start) ? start : start + 1;
			while (finder.isDigit(at) && starts.size() < MOST_GROUPS) {
				starts.add(at);
				int from = at;
				while (finder.isDigit(at) && at - from <= MOST_DIGITS) {
					at++;
				}
				ends.add(at);
				int marks = 0;
				while (marks < 2 && (finder.isJoint(at) || finder.is(at, ' '))) {
					at++;
					marks++;
				}
			}
			return new DigitGroups(finder.is(start, '+'), starts, ends);
		}

		int groups() {
			return this.ends.size();
		}

		int end(int groups) {
			return this.ends.get(groups - 1);
		}

		/**
		 * The first of the groups together; null where they are no number by their
		 * length.
		 */
		@Nullable Shape first(int groups, char[] text) {
			int length = 0;
			for (int i = 0; i < groups; i++) {
				length += this.ends.get(i) - this.starts.get(i);
			}
			if (length < FEWEST_DIGITS || length > MOST_DIGITS) {
				return null;
			}
			StringBuilder digits = new StringBuilder(length);
			StringBuilder sizes = new StringBuilder();
			for (int i = 0; i < groups; i++) {
				int size = this.ends.get(i) - this.starts.get(i);
				digits.append(text, this.starts.get(i), size);
				sizes.append((i == 0) ? "" : " ").append(size);
			}
			return new Shape(this.international, digits.toString(), sizes.toString());
		}

	}

}
