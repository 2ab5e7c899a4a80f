package io.nagare.cmdb;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.Caller;
import io.nagare.identity.Directory;
import io.nagare.identity.Team;
import io.nagare.identity.User;
import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;

/**
 * Takes items over from a CSV file: a line of headings, then an item in each line. An
 * item is known by its name. A column that is missing changes nothing; an empty cell
 * takes away what is recorded.
 */
@Component
@Transactional
public class CiImport {

	/** So many items a file may bring. */
	public static final int MOST_ITEMS = 5_000;

	/**
	 * Characters of a line, as far as it is read at once: more than the longest texts of
	 * all attributes that a type may have, every one of them quoted.
	 */
	private static final int LONGEST_LINE = 250_000;

	private static final String FILE = "file";

	private static final String NAME = "name";

	private static final String CI_CLASS = "ci_class";

	private static final String TIER = "tier";

	private static final String DESCRIPTION = "description";

	private static final String STATUS = "status";

	private static final String OWNER_USER = "owner_user";

	private static final String OWNER_TEAM = "owner_team";

	private static final Set<String> COLUMNS = Set.of(NAME, CI_CLASS, TIER, DESCRIPTION, STATUS, OWNER_USER,
			OWNER_TEAM);

	private static final String ATTRIBUTE = CiFacts.ATTRIBUTES + ".";

	/** In the order of trying: nearly no text in CP932 is UTF-8 by chance. */
	private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"));

	private final ConfigurationItemRepository items;

	private final CiTypes types;

	private final Directory directory;

	CiImport(ConfigurationItemRepository items, CiTypes types, Directory directory) {
		this.items = items;
		this.types = types;
		this.directory = directory;
	}

	/**
	 * Takes all items of the file over, or none.
	 * @param file in UTF-8, with or without a byte order mark, or CP932
	 * @param dryRun whether only to say what would happen
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED naming everything that
	 * is wrong by line and column
	 */
	public Report take(Caller by, byte[] file, boolean dryRun) {
		by.demand("cmdb:write");
		List<Detail> wrong = new ArrayList<>();
		List<Line> lines = lines(file, wrong);
		Map<String, ConfigurationItem> known = known(lines);
		FactsCheck check = new FactsCheck(this.types, this.directory);
		People people = new People(this.directory);
		Map<Line, CiFacts> wanted = new LinkedHashMap<>();
		Set<String> names = new HashSet<>();
		for (Line line : lines) {
			Reading reading = new Reading(line, check, people, wrong);
			CiFacts before = Optional.ofNullable(known.get(line.key())).map(ConfigurationItem::facts).orElse(null);
			CiFacts facts = reading.facts(before);
			if (!line.key().isEmpty() && !names.add(line.key())) {
				reading.wrong(NAME, "named_twice");
			}
			wanted.put(line, facts);
			if (wrong.size() > Refusal.MOST_DETAILS) {
				break;
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return take(wanted, known, dryRun);
	}

	private Report take(Map<Line, CiFacts> wanted, Map<String, ConfigurationItem> known, boolean dryRun) {
		int created = 0;
		int updated = 0;
		List<ConfigurationItem> changed = new ArrayList<>();
		for (Map.Entry<Line, CiFacts> entry : wanted.entrySet()) {
			ConfigurationItem item = known.get(entry.getKey().key());
			CiFacts facts = entry.getValue();
			if (item == null) {
				created++;
			}
			else if (!item.facts().equals(facts)) {
				updated++;
			}
			else {
				continue;
			}
			if (!dryRun) {
				changed.add((item != null) ? item.correct(facts) : new ConfigurationItem(facts));
			}
		}
		this.items.saveAllAndFlush(changed);
		return new Report(dryRun, created, updated, wanted.size() - created - updated);
	}

	private Map<String, ConfigurationItem> known(List<Line> lines) {
		Set<String> names = lines.stream().map(Line::key).collect(Collectors.toSet());
		return this.items.lockNamed(names)
			.stream()
			.collect(Collectors.toMap((item) -> item.name().toLowerCase(Locale.ROOT), Function.identity(),
					// the database may know fewer capital letters than Java
					(one, other) -> one));
	}

	/** The lines of the file below the headings, empty ones left out. */
	private static List<Line> lines(byte[] file, List<Detail> wrong) {
		List<Line> lines = new ArrayList<>();
		LineReader reader = new LineReader(text(file));
		try (CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180)) {
			Map<String, Integer> headings = null;
			long start = 1;
			for (CSVRecord record : parser) {
				List<String> cells = record.stream().map(CiImport::cell).toList();
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
				if (lines.size() > MOST_ITEMS) {
					throw Refusal.invalid(FILE, "too_many", MOST_ITEMS);
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
	 * What became of a file, or would.
	 *
	 * @param dryRun whether nothing was written
	 * @param created how many items are new
	 * @param updated how many were changed
	 * @param unchanged how many were as the file says already
	 */
	public record Report(boolean dryRun, int created, int updated, int unchanged) {
	}

	/**
	 * An item as the file has it.
	 *
	 * @param number of the line in the file, from 1
	 * @param headings the place of each, the same for all lines
	 * @param cells in the order of the headings
	 */
	private record Line(long number, Map<String, Integer> headings, List<String> cells) {

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

		/** The name as items are known by. */
		String key() {
			return text(NAME).toLowerCase(Locale.ROOT);
		}

	}

	/** Understands one line and gathers what is wrong with it. */
	private static final class Reading {

		private final Line line;

		private final FactsCheck check;

		private final People people;

		private final List<Detail> wrong;

		private Reading(Line line, FactsCheck check, People people, List<Detail> wrong) {
			this.line = line;
			this.check = check;
			this.people = people;
			this.wrong = wrong;
		}

		void wrong(String column, String code, Object... args) {
			this.wrong.add(Detail.of(Line.field(this.line.number()) + "." + column, code, args));
		}

		/** What the file says, above what is recorded. */
		CiFacts facts(@Nullable CiFacts before) {
			int findings = this.wrong.size();
			CiFacts base = (before != null) ? before : CiFacts.of("", "", 0);
			String name = demanded(NAME, "");
			checkLength(NAME, name, CiFacts.LONGEST_NAME);
			String description = cell(DESCRIPTION, base.description());
			checkLength(DESCRIPTION, description, CiFacts.LONGEST_DESCRIPTION);
			String ciClass = demanded(CI_CLASS, base.ciClass());
			CiFacts facts = new CiFacts(name, ciClass, tier(base.tier()), description, status(base.status()),
					owner(OWNER_USER, base.ownerUserId(), this.people::user, "unknown_user"),
					owner(OWNER_TEAM, base.ownerTeamId(), this.people::team, "unknown_team"),
					attributes(ciClass, base.attributes()), base.maintenance());
			if (this.wrong.size() == findings) {
				this.check.wrong(facts, before)
					.forEach((detail) -> wrong(String.valueOf(detail.field()), detail.code(), detail.args().toArray()));
			}
			return facts;
		}

		/**
		 * The cell; null where it is empty; what was there where there is no such column.
		 */
		private @Nullable String cell(String column, @Nullable String otherwise) {
			String cell = this.line.cell(column);
			return (cell == null) ? otherwise : cell.isEmpty() ? null : cell;
		}

		private String demanded(String column, String otherwise) {
			String cell = cell(column, otherwise);
			if (cell == null || cell.isEmpty()) {
				wrong(column, "required");
				return "";
			}
			return cell;
		}

		private void checkLength(String column, @Nullable String text, int most) {
			if (text != null && text.length() > most) {
				wrong(column, "too_long", most);
			}
		}

		private int tier(int otherwise) {
			String cell = demanded(TIER, (otherwise > 0) ? Integer.toString(otherwise) : "");
			if (!cell.isEmpty() && !cell.matches("[1-4]")) {
				wrong(TIER, "out_of_range", 1, 4);
				return otherwise;
			}
			return cell.isEmpty() ? otherwise : Integer.parseInt(cell);
		}

		private CiStatus status(CiStatus otherwise) {
			String cell = demanded(STATUS, otherwise.toString());
			Optional<CiStatus> status = CiStatus.of(cell);
			if (!cell.isEmpty() && status.isEmpty()) {
				wrong(STATUS, "not_allowed",
						Stream.of(CiStatus.values()).map(CiStatus::toString).collect(Collectors.joining(", ")));
			}
			return status.orElse(otherwise);
		}

		private @Nullable UUID owner(String column, @Nullable UUID otherwise, Function<String, Optional<UUID>> find,
				String unknown) {
			String cell = this.line.cell(column);
			if (cell == null) {
				return otherwise;
			}
			if (cell.isEmpty()) {
				return null;
			}
			Optional<UUID> owner = find.apply(cell);
			if (owner.isEmpty()) {
				wrong(column, unknown);
			}
			return owner.orElse(null);
		}

		private Map<String, Object> attributes(String ciClass, Map<String, Object> before) {
			Map<String, @Nullable Object> changes = new HashMap<>();
			Optional<CiType> type = ciClass.isEmpty() ? Optional.empty() : this.check.type(ciClass);
			this.line.headings().forEach((column, place) -> {
				if (column.startsWith(ATTRIBUTE)) {
					String key = column.substring(ATTRIBUTE.length());
					String cell = this.line.cells().get(place);
					changes.put(key,
							cell.isEmpty() ? null
									: type.flatMap((known) -> known.definition().attribute(key))
										.map((attribute) -> attribute.read(cell))
										.orElse(cell));
				}
			});
			return CiFacts.merged(before, changes);
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

	/** Looks owners up, each once. */
	private static final class People {

		private final Directory directory;

		private final Map<String, Optional<UUID>> users = new HashMap<>();

		private final Map<String, Optional<UUID>> teams = new HashMap<>();

		private People(Directory directory) {
			this.directory = directory;
		}

		Optional<UUID> user(String name) {
			return this.users.computeIfAbsent(name,
					(key) -> this.directory.userByUsername(key).filter(User::isActive).map(User::id));
		}

		Optional<UUID> team(String name) {
			return this.teams.computeIfAbsent(name,
					(key) -> this.directory.teamByName(key).filter(Team::isActive).map(Team::id));
		}

	}

}
