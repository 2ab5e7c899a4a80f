package io.nagare.cmdb.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.ConfigurationItemRepository;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiFactsValidator;
import io.nagare.cmdb.type.CiType;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Refusal;

/**
 * Takes items over from a CSV file: a line of headings, then an item in each line. An
 * item is known by its name. A column that is missing changes nothing; an empty cell
 * takes away what is recorded.
 */
@Component
@Transactional
public class CiImportService {

	/** So many items a file may bring. */
	public static final int MOST_ITEMS = 5_000;

	private final ConfigurationItemRepository items;

	private final CiTypes types;

	private final Directory directory;

	CiImportService(ConfigurationItemRepository items, CiTypes types, Directory directory) {
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
		List<CiFileReader.Line> lines = CiFileReader.lines(file, wrong);
		Map<String, ConfigurationItem> known = known(lines);
		CiFactsValidator check = new CiFactsValidator(this.types, this.directory);
		People people = new People(this.directory);
		Map<CiFileReader.Line, CiFacts> wanted = new LinkedHashMap<>();
		Set<String> names = new HashSet<>();
		for (CiFileReader.Line line : lines) {
			Reading reading = new Reading(line, check, people, wrong);
			CiFacts before = Optional.ofNullable(known.get(line.key())).map(ConfigurationItem::facts).orElse(null);
			CiFacts facts = reading.facts(before);
			if (!line.key().isEmpty() && !names.add(line.key())) {
				reading.wrong(CiFileReader.NAME, "named_twice");
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

	private Report take(Map<CiFileReader.Line, CiFacts> wanted, Map<String, ConfigurationItem> known, boolean dryRun) {
		int created = 0;
		int updated = 0;
		List<ConfigurationItem> changed = new ArrayList<>();
		for (Map.Entry<CiFileReader.Line, CiFacts> entry : wanted.entrySet()) {
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

	private Map<String, ConfigurationItem> known(List<CiFileReader.Line> lines) {
		Set<String> names = lines.stream().map(CiFileReader.Line::key).collect(Collectors.toSet());
		return this.items.lockNamed(names)
			.stream()
			.collect(Collectors.toMap((item) -> item.name().toLowerCase(Locale.ROOT), Function.identity(),
					// the database may know fewer capital letters than Java
					(one, other) -> one));
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

	/** Understands one line and gathers what is wrong with it. */
	private static final class Reading {

		private final CiFileReader.Line line;

		private final CiFactsValidator check;

		private final People people;

		private final List<Detail> wrong;

		private Reading(CiFileReader.Line line, CiFactsValidator check, People people, List<Detail> wrong) {
			this.line = line;
			this.check = check;
			this.people = people;
			this.wrong = wrong;
		}

		void wrong(String column, String code, Object... args) {
			this.wrong.add(Detail.of(CiFileReader.Line.field(this.line.number()) + "." + column, code, args));
		}

		/** What the file says, above what is recorded. */
		CiFacts facts(@Nullable CiFacts before) {
			int findings = this.wrong.size();
			CiFacts base = (before != null) ? before : CiFacts.of("", "", 0);
			String name = demanded(CiFileReader.NAME, "");
			checkLength(CiFileReader.NAME, name, CiFacts.LONGEST_NAME);
			String description = cell(CiFileReader.DESCRIPTION, base.description());
			checkLength(CiFileReader.DESCRIPTION, description, CiFacts.LONGEST_DESCRIPTION);
			String ciClass = demanded(CiFileReader.CI_CLASS, base.ciClass());
			CiFacts facts = new CiFacts(name, ciClass, tier(base.tier()), description, status(base.status()),
					owner(CiFileReader.OWNER_USER, base.ownerUserId(), this.people::user, "unknown_user"),
					owner(CiFileReader.OWNER_TEAM, base.ownerTeamId(), this.people::team, "unknown_team"),
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
			String cell = demanded(CiFileReader.TIER, (otherwise > 0) ? Integer.toString(otherwise) : "");
			if (!cell.isEmpty() && !cell.matches("[1-4]")) {
				wrong(CiFileReader.TIER, "out_of_range", 1, 4);
				return otherwise;
			}
			return cell.isEmpty() ? otherwise : Integer.parseInt(cell);
		}

		private CiStatus status(CiStatus otherwise) {
			String cell = demanded(CiFileReader.STATUS, otherwise.toString());
			Optional<CiStatus> status = CiStatus.of(cell);
			if (!cell.isEmpty() && status.isEmpty()) {
				wrong(CiFileReader.STATUS, "not_allowed",
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
				if (column.startsWith(CiFileReader.ATTRIBUTE)) {
					String key = column.substring(CiFileReader.ATTRIBUTE.length());
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
