package io.nagare.sla.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;

/**
 * Reads the Cabinet Office's list of public holidays: a line of headings, then a day and
 * its name in each line, in CP932 as published or in UTF-8.
 */
final class HolidayFileReader {

	private static final String FIELD = "file";

	private static final Charset CP932 = Charset.forName("windows-31j");

	private static final String HEADING = "祝日";

	private static final Pattern DAY = Pattern.compile("(\\d{4})[/-](\\d{1,2})[/-](\\d{1,2})");

	private static final int LONGEST_NAME = 100;

	/** More would help nobody who has sent the wrong file. */
	private static final int MOST_FINDINGS = 50;

	private final NavigableMap<LocalDate, String> days = new TreeMap<>();

	private final List<Detail> wrong = new ArrayList<>();

	private final Charset charset;

	private HolidayFileReader(Charset charset) {
		this.charset = charset;
	}

	/**
	 * The days of the list with their names.
	 * @throws Refusal VALIDATION_FAILED naming each line that is wrong
	 */
	static NavigableMap<LocalDate, String> read(byte[] file) {
		HolidayFileReader reader = new HolidayFileReader(isUtf8(file) ? StandardCharsets.UTF_8 : CP932);
		int start = 0;
		int line = 0;
		while (start < file.length && reader.wrong.size() < MOST_FINDINGS) {
			int end = start;
			while (end < file.length && file[end] != '\n') {
				end++;
			}
			line++;
			// no character of either encoding contains the byte of a line's end
			reader.line(line, Arrays.copyOfRange(file, start, end));
			start = end + 1;
		}
		if (reader.wrong.isEmpty() && reader.days.isEmpty()) {
			reader.wrong.add(Detail.of(FIELD, "no_holidays"));
		}
		if (!reader.wrong.isEmpty()) {
			throw Refusal.invalid(reader.wrong);
		}
		return reader.days;
	}

	private void line(int number, byte[] bytes) {
		String text;
		try {
			text = this.charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
		}
		catch (CharacterCodingException ex) {
			this.wrong.add(Detail.of(FIELD, "holiday_encoding", number));
			return;
		}
		if (number == 1) {
			if (!text.contains(HEADING)) {
				this.wrong.add(Detail.of(FIELD, "holiday_heading", number));
			}
		}
		else if (!text.isEmpty()) {
			row(number, text);
		}
	}

	private void row(int number, String text) {
		String[] columns = text.split(",", -1);
		if (columns.length != 2) {
			this.wrong.add(Detail.of(FIELD, "holiday_columns", number, columns.length));
			return;
		}
		String name = columns[1].strip();
		if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
			this.wrong.add(Detail.of(FIELD, "holiday_name", number, LONGEST_NAME));
		}
		Matcher day = DAY.matcher(columns[0].strip());
		if (!day.matches()) {
			this.wrong.add(Detail.of(FIELD, "holiday_day", number));
			return;
		}
		try {
			LocalDate date = LocalDate.of(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)),
					Integer.parseInt(day.group(3)));
			if (this.days.put(date, name) != null) {
				this.wrong.add(Detail.of(FIELD, "holiday_twice", number, date.toString()));
			}
		}
		catch (DateTimeException ex) {
			this.wrong.add(Detail.of(FIELD, "holiday_day", number));
		}
	}

	private static boolean isUtf8(byte[] file) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
