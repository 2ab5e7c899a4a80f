package io.nagare.servicenow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.directory.Caller;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Team;
import io.nagare.directory.User;

/**
 * What a program refers to, by its key or by what it is called. Who may not look people
 * or items up finds himself alone.
 */
@Component
class References {

	/** More who are called so are not looked at. */
	private static final int MOST_CALLED = 1_000;

	private final DirectoryQueries directory;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final CiIdentification identification;

	References(DirectoryQueries directory, Cmdb cmdb, CiIdentification identification, CurrentCaller callers) {
		this.identification = identification;
		this.directory = directory;
		this.cmdb = cmdb;
		this.callers = callers;
	}

	/** By key, user name, address or whole name. */
	Optional<UUID> user(String said) {
		return Optional.ofNullable(users(List.of(said)).get(said));
	}

	/**
	 * The same of each, by what was said; nobody's names are absent. Each further
	 * statement asks only for what the ones before found nobody by: keys have the fastest
	 * index, whole names have none.
	 */
	Map<String, UUID> users(Collection<String> said) {
		Caller caller = this.callers.require();
		boolean reads = caller.may("user:read");
		Map<String, UUID> keys = new LinkedHashMap<>();
		said.forEach((one) -> SysId.parse(one).ifPresent((key) -> keys.put(one, key)));
		Set<UUID> known = keys.isEmpty() ? Set.of() : this.directory.users(keys.values()).keySet();
		Map<String, UUID> found = new LinkedHashMap<>(keys);
		found.values().removeIf((key) -> !known.contains(key) || (!reads && !key.equals(caller.userId())));
		List<User> identified = this.directory.identified(without(found, said))
			.stream()
			.filter((user) -> reads || user.id().equals(caller.userId()))
			.toList();
		without(found, said).forEach((one) -> first(identified, (user) -> user.username().equalsIgnoreCase(one))
			.or(() -> first(identified, (user) -> caller.reachesPeople() && user.email().equalsIgnoreCase(one)))
			.ifPresent((user) -> found.put(one, user.id())));
		if (reads) {
			List<String> left = without(found, said);
			List<User> namesakes = this.directory.called(left, MOST_CALLED);
			left.forEach((one) -> byWholeName(namesakes, one).ifPresent((user) -> found.put(one, user.id())));
		}
		return found;
	}

	/** What nobody has been found by. */
	private static List<String> without(Map<String, UUID> found, Collection<String> said) {
		return said.stream().filter((one) -> !found.containsKey(one)).toList();
	}

	private static Optional<User> first(List<User> known, Predicate<User> is) {
		return known.stream().filter(is).findFirst();
	}

	private static Optional<User> byWholeName(List<User> known, String said) {
		List<User> namesakes = known.stream()
			.filter((user) -> user.isActive()
					&& (user.fullName().equalsIgnoreCase(said) || user.nameInEnglish().equalsIgnoreCase(said)))
			.toList();
		return (namesakes.size() == 1) ? Optional.of(namesakes.get(0)) : Optional.empty();
	}

	/** Whom a ticket names. */
	Optional<User> person(UUID key) {
		return this.directory.user(key);
	}

	/**
	 * Whether the caller may be told who worked on tickets of the kind, as of a history.
	 */
	boolean tellsHands(String kind) {
		return this.callers.require().may(kind + ":read");
	}

	/** Whether the caller may be told user names. */
	boolean tellsUserNames() {
		return this.callers.require().may("user:read");
	}

	Optional<UUID> team(String said) {
		return SysId.parse(said).flatMap(this.directory::team).or(() -> this.directory.teamByName(said)).map(Team::id);
	}

	/** The same of each, in one statement. */
	List<UUID> teams(Collection<String> said) {
		List<UUID> keys = said.stream().flatMap((one) -> SysId.parse(one).stream()).toList();
		return said.isEmpty() ? List.of()
				: this.directory.teams()
					.stream()
					.filter((team) -> keys.contains(team.id())
							|| said.stream().anyMatch((one) -> team.name().equalsIgnoreCase(one)))
					.map(Team::id)
					.toList();
	}

	/** By key, or by the name that only one of those in use bears. */
	Optional<UUID> category(String said) {
		return SysId.parse(said).flatMap(this.directory::category).map(Category::id).or(() -> {
			List<UUID> named = this.directory.categories()
				.stream()
				.filter((category) -> category.isActive() && category.name().equalsIgnoreCase(said.strip()))
				.map(Category::id)
				.toList();
			return (named.size() == 1) ? Optional.of(named.get(0)) : Optional.empty();
		});
	}

	/** By key, by what identifies one in use, or by its name. */
	Optional<UUID> item(String said) {
		if (!this.callers.require().may("cmdb:read")) {
			return SysId.parse(said);
		}
		return SysId.parse(said)
			.flatMap(this.cmdb::item)
			.or(() -> identified(said))
			.or(() -> this.cmdb.named(List.of(said)).stream().findFirst())
			.map(ConfigurationItem::id);
	}

	/** All that one of them may mean, in two statements. */
	Set<UUID> items(Collection<String> said) {
		Set<UUID> found = new LinkedHashSet<>(said.stream().flatMap((one) -> SysId.parse(one).stream()).toList());
		if (!said.isEmpty() && this.callers.require().may("cmdb:read")) {
			found.addAll(this.identification.meant(said));
		}
		return found;
	}

	/** The one in use that a serial number, an asset tag or the like leads to. */
	private Optional<ConfigurationItem> identified(String said) {
		List<UUID> meant = this.identification.meant(List.of(said));
		return (meant.size() == 1) ? this.cmdb.item(meant.get(0)) : Optional.empty();
	}

	/** Looks the people up that are asked for one by one in the same transaction. */
	void expectPeople(Collection<UUID> people) {
		if (!people.isEmpty()) {
			this.directory.users(people);
		}
	}

	/** Looks the items up that are asked for one by one in the same transaction. */
	void expect(Collection<UUID> items) {
		if (!items.isEmpty() && this.callers.require().may("cmdb:read")) {
			this.cmdb.items(items);
		}
	}

	/** What the item is called, for who may see that. */
	String nameOf(UUID item) {
		return this.callers.require().may("cmdb:read")
				? this.cmdb.item(item).map(ConfigurationItem::name).orElse(SysId.of(item)) : SysId.of(item);
	}

}
