package io.nagare.cmdb.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import io.nagare.cmdb.identification.CiDescription;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Refusal;

/** A CSV file of items: its characters, headings and lines, whatever they say. */
final class CiFileReader {

	static final String NAME = "name";

	static final String CI_CLASS = "ci_class";

	static final String TIER = "tier";

	static final String DESCRIPTION = "description";

	static final String STATUS = "status";

	static final String OWNER_USER = "owner_user";

	static final String OWNER_TEAM = "owner_team";

	static final String SITE = "site";

	static final String DEPARTMENT = "department";

	/** Begins the heading of an attribute, whose key follows. */
	static final String ATTRIBUTE = CiFacts.ATTRIBUTES + ".";

	private static final Set<String> COLUMNS = Set.of(NAME, CI_CLASS, TIER, DESCRIPTION, STATUS, OWNER_USER, OWNER_TEAM,
			SITE, DEPARTMENT);

	private static final String FILE = "file";

	/**
	 * Characters of a line, as far as it is read at once: more than the longest texts of
	 * all attributes that a type may have, every one of them quoted.
	 */
	private static final int LONGEST_LINE = 250_000;

	/** In the order of trying: nearly no text in CP932 is UTF-8 by chance. */
	private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"));

	private CiFileReader() {
	}

	/**
	 * The lines of the file below the headings, empty ones left out.
	 * @param file in UTF-8, with or without a byte order mark, or CP932
	 * @param wrong gets what is wrong with single lines
	 * @throws Refusal VALIDATION_FAILED where it is no such file, or there is too much of
	 * it, or of what is wrong
	 */
	static List<Line> lines(byte[] file, List<Detail> wrong) {
		List<Line> lines = new ArrayList<>();
		LineReader reader = new LineReader(text(file));
		try (CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180)) {
			Map<String, Integer> headings = null;
			long start = 1;
			for (CSVRecord record : parser) {
				List<String> cells = record.stream().map(CiFileReader::cell).toList();
				if (headings == null) {
					headings = headings(cells);
				}
				else if (cells.size() != headings.size() && !isEmpty(cells)) {
					wrong.add(Detail.of(Line.field(start), "wrong_columns", headings.size(), cells.size()));
				}
				else if (!isEmpty(cells)) {
					Line line = new Line(start, headings, cells);
					List<Detail> unreadable = line.unreadable();
					wrong.addAll(unreadable);
					if (unreadable.isEmpty()) {
						lines.add(line);
					}
				}
				if (lines.size() > CiImportService.MOST_ITEMS) {
					throw Refusal.invalid(FILE, "too_many", CiImportService.MOST_ITEMS);
				}
				if (wrong.size() > Refusal.MOST_DETAILS) {
					throw Refusal.invalid(wrong);
				}
				start = parser.getCurrentLineNumber() + 1;
				reader.lineStarts(start);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// all of it is in memory: it can only be that the text is not CSV
			throw Refusal.invalid(FILE, "bad_csv");
		}
		if (lines.isEmpty() && wrong.isEmpty()) {
			throw Refusal.invalid(FILE, "no_items");
		}
		return lines;
	}

	/** Without the blanks around it, also those of Japanese text. */
	private static String cell(String text) {
		String stripped = text.strip();
		// one text for all empty cells: a file may have a million of them
		return stripped.isEmpty() ? "" : stripped;
	}

	private static boolean isEmpty(List<String> cells) {
		return cells.stream().allMatch(String::isEmpty);
	}

	/** The place of each heading. */
	private static Map<String, Integer> headings(List<String> headings) {
		List<Detail> wrong = new ArrayList<>();
		if (!headings.contains(NAME)) {
			wrong.add(Detail.of(NAME, "required"));
		}
		Map<String, Integer> places = new LinkedHashMap<>();
		for (String heading : headings) {
			if (!COLUMNS.contains(heading) && !heading.startsWith(ATTRIBUTE)) {
				wrong.add(Detail.of(heading, "unknown_field"));
			}
			else if (places.putIfAbsent(heading, places.size()) != null) {
				wrong.add(Detail.of(heading, "already_exists"));
			}
			if (wrong.size() > Refusal.MOST_DETAILS) {
				break;
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return places;
	}

	private static String text(byte[] file) {
		for (Charset charset : CHARSETS) {
			try {
				String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
				return text.startsWith("\uFEFF") ? text.substring(1) : text;
			}
			catch (CharacterCodingException ex) {
				// then it may be the next one
			}
		}
		throw Refusal.invalid(FILE, "unknown_encoding");
	}

	/**
	 * An item as the file has it.
	 *
	 * @param number of the line in the file, from 1
	 * @param headings the place of each, the same for all lines
	 * @param cells in the order of the headings
	 */
	record Line(long number, Map<String, Integer> headings, List<String> cells) {

		static String field(long number) {
			return "lines[" + number + "]";
		}

		/** Cells with characters that no text has and no database stores. */
		List<Detail> unreadable() {
			return this.headings.keySet()
				.stream()
				.filter((heading) -> text(heading).chars()
					.anyMatch((c) -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'))
				.limit(Refusal.MOST_DETAILS + 1L)
				.map((heading) -> Detail.of(field(this.number) + "." + heading, "invalid_character"))
				.toList();
		}

		/** The cell below the heading; null where there is no such column. */
		@Nullable String cell(String heading) {
			Integer place = this.headings.get(heading);
			return (place != null) ? this.cells.get(place) : null;
		}

		private String text(String heading) {
			return Objects.requireNonNullElse(cell(heading), "");
		}

		/** What it says of itself, so that the item may be recognised. */
		CiDescription described() {
			Map<String, String> attributes = new HashMap<>();
			this.headings.forEach((heading, place) -> {
				if (heading.startsWith(ATTRIBUTE)) {
					attributes.put(heading.substring(ATTRIBUTE.length()), this.cells.get(place));
				}
			});
			return new CiDescription(text(NAME), attributes);
		}

	}

	/**
	 * Ends the reading of a line that is longer than any item: the parser would keep a
	 * text for each of its cells.
	 */
	private static final class LineReader extends StringReader {

		private long line = 1;

		private int length;

		private LineReader(String text) {
			super(text);
		}

		void lineStarts(long line) {
			this.line = line;
			this.length = 0;
		}

		@Override
		public int read(char[] buffer, int offset, int count) throws IOException {
			int read = super.read(buffer, offset, count);
			this.length += Math.max(read, 0);
			if (this.length > LONGEST_LINE) {
				throw Refusal.invalid(Line.field(this.line), "too_long", LONGEST_LINE);
			}
			return read;
		}

	}

}
