package io.nagare.cmdb.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import io.nagare.cmdb.CmdbService;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.ConfigurationItemRepository;
import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.cmdb.identification.Identified;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiFactsValidator;
import io.nagare.cmdb.type.CiType;
import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.OrganizationUnit;
import io.nagare.directory.Place;
import io.nagare.directory.Team;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;

/**
 * Takes items over from a CSV file: a line of headings, then an item in each line. An
 * item is recognised by what identifies its type, then by its name. A column that is
 * missing changes nothing; an empty cell takes away what is recorded.
 */
@Component
@Transactional
public class CiImportService {

	/** So many items a file may bring. */
	public static final int MOST_ITEMS = 5_000;

	/** So many items that a line may mean are named. */
	private static final int MOST_NAMED = 5;

	private final ConfigurationItemRepository items;

	private final CiTypes types;

	private final Directory directory;

	private final CiIdentification identification;

	private final TenantLocks locks;

	CiImportService(ConfigurationItemRepository items, CiTypes types, Directory directory,
			CiIdentification identification, TenantLocks locks) {
		this.items = items;
		this.types = types;
		this.directory = directory;
		this.identification = identification;
		this.locks = locks;
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
		this.locks.share(CmdbService.MERGES);
		List<Identified> identified = this.identification
			.identify(lines.stream().map(CiFileReader.Line::described).toList());
		Map<UUID, ConfigurationItem> known = known(identified);
		CiFactsValidator check = new CiFactsValidator(this.types, this.directory);
		People people = new People(this.directory);
		Once once = new Once();
		List<Wanted> wanted = new ArrayList<>();
		for (int i = 0; i < lines.size() && wrong.size() <= Refusal.MOST_DETAILS; i++) {
			Identified meant = identified.get(i);
			ConfigurationItem item = meant.one().map(known::get).orElse(null);
			Reading reading = new Reading(lines.get(i), check, people, wrong);
			CiFacts facts = reading.facts((item != null) ? item.facts() : null, meant.byFormerName());
			if (meant.isDoubtful()) {
				List<String> fields = List.copyOf(meant.byField().keySet());
				reading.wrong(fields.get(0), "doubtful_ci", names(meant, known));
			}
			else {
				once.twice(item, meant, check.type(facts.ciClass()))
					.ifPresent((field) -> reading.wrong(field, "named_twice"));
			}
			wanted.add(new Wanted(item, facts));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return take(wanted, dryRun);
	}

	private Report take(List<Wanted> wanted, boolean dryRun) {
		int created = 0;
		int updated = 0;
		List<ConfigurationItem> changed = new ArrayList<>();
		for (Wanted one : wanted) {
			ConfigurationItem item = one.item();
			CiFacts facts = one.facts();
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

	private Map<UUID, ConfigurationItem> known(List<Identified> identified) {
		Set<UUID> ids = identified.stream().flatMap((one) -> one.items().stream()).collect(Collectors.toSet());
		return this.items.lockAll(ids).stream().collect(Collectors.toMap(ConfigurationItem::id, Function.identity()));
	}

	private static String names(Identified meant, Map<UUID, ConfigurationItem> known) {
		return meant.items()
			.stream()
			.map(known::get)
			.filter(Objects::nonNull)
			.map(ConfigurationItem::name)
			.limit(MOST_NAMED)
			.collect(Collectors.joining(", "));
	}

	/**
	 * A line that was understood.
	 *
	 * @param item the one that it corrects; null for a new one
	 */
	private record Wanted(@Nullable ConfigurationItem item, CiFacts facts) {
	}

	/** Finds lines of one file that mean the same item, or would make two of it. */
	private static final class Once {

		private final Set<UUID> items = new HashSet<>();

		private final Set<List<String>> values = new HashSet<>();

		/** The field by which the item is in the file already; empty for the first. */
		Optional<String> twice(@Nullable ConfigurationItem item, Identified meant, Optional<CiType> type) {
			if (item != null && !this.items.add(item.id())) {
				return Optional.of(meant.byField().keySet().iterator().next());
			}
			String twice = null;
			List<String> fields = new ArrayList<>();
			type.ifPresent((known) -> known.definition()
				.identifiers()
				.forEach((key) -> fields.add(CiFileReader.ATTRIBUTE + key)));
			fields.add(CiFileReader.NAME);
			for (String field : fields) {
				String value = meant.values().get(field);
				if (value != null && !this.values.add(List.of(field, value)) && twice == null) {
					twice = field;
				}
			}
			return Optional.ofNullable(twice);
		}

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

		/**
		 * What the file says, above what is recorded.
		 * @param formerName whether the name in the file is that of an item merged into
		 * this one, which keeps its own
		 */
		CiFacts facts(@Nullable CiFacts before, boolean formerName) {
			int findings = this.wrong.size();
			CiFacts base = (before != null) ? before : CiFacts.of("", "", 0);
			String name = demanded(CiFileReader.NAME, "");
			if (before != null && formerName) {
				name = before.name();
			}
			checkLength(CiFileReader.NAME, name, CiFacts.LONGEST_NAME);
			String description = cell(CiFileReader.DESCRIPTION, base.description());
			checkLength(CiFileReader.DESCRIPTION, description, CiFacts.LONGEST_DESCRIPTION);
			String ciClass = demanded(CiFileReader.CI_CLASS, base.ciClass());
			CiFacts facts = new CiFacts(name, ciClass, tier(base.tier()), description, status(base.status()),
					owner(CiFileReader.OWNER_USER, base.ownerUserId(), this.people::user, "unknown_user"),
					owner(CiFileReader.OWNER_TEAM, base.ownerTeamId(), this.people::team, "unknown_team"),
					new Place(
							owner(CiFileReader.SITE, base.place().siteId(), this.people::site, UnitKind.SITE.unknown()),
							owner(CiFileReader.DEPARTMENT, base.place().departmentId(), this.people::department,
									UnitKind.DEPARTMENT.unknown())),
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

	/** Looks owners and places up, each once. */
	private static final class People {

		private final Directory directory;

		private final Map<String, Optional<UUID>> users = new HashMap<>();

		private final Map<String, Optional<UUID>> teams = new HashMap<>();

		private final Map<UnitKind, Map<String, Optional<UUID>>> units = new EnumMap<>(UnitKind.class);

		private People(Directory directory) {
			this.directory = directory;
		}

		Optional<UUID> user(String name) {
			return this.users.computeIfAbsent(name,
					(key) -> this.directory.userByUsername(key).filter(User::isActive).map(User::id));
		}

		Optional<UUID> site(String name) {
			return unit(UnitKind.SITE, name);
		}

		Optional<UUID> department(String name) {
			return unit(UnitKind.DEPARTMENT, name);
		}

		private Optional<UUID> unit(UnitKind kind, String name) {
			return this.units.computeIfAbsent(kind, (one) -> new HashMap<>())
				.computeIfAbsent(name,
						(key) -> this.directory.organizationUnitNamed(kind, key).map(OrganizationUnit::id));
		}

		Optional<UUID> team(String name) {
			return this.teams.computeIfAbsent(name,
					(key) -> this.directory.teamByName(key).filter(Team::isActive).map(Team::id));
		}

	}

}
