package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

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
import io.nagare.directory.UserManagement;
import io.nagare.shared.PageQuery;

/**
 * What a program refers to, by its key or by what it is called. Who may not look people
 * or items up finds himself alone.
 */
@Component
class References {

	/** More who bear a part of the name are not looked at. */
	private static final int MOST_NAMESAKES = 100;

	private final DirectoryQueries directory;

	private final UserManagement people;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final CiIdentification identification;

	References(DirectoryQueries directory, UserManagement people, Cmdb cmdb, CiIdentification identification,
			CurrentCaller callers) {
		this.identification = identification;
		this.directory = directory;
		this.people = people;
		this.cmdb = cmdb;
		this.callers = callers;
	}

	/** By key, user name, address or whole name. */
	Optional<UUID> user(String said) {
		Caller caller = this.callers.require();
		return SysId.parse(said)
			.flatMap(this.directory::user)
			.or(() -> this.directory.userByUsername(said))
			.or(() -> caller.reachesPeople() ? this.directory.userByEmail(said) : Optional.empty())
			.or(() -> caller.may("user:read") ? byWholeName(caller, said) : Optional.empty())
			.map(User::id)
			.filter((user) -> caller.may("user:read") || user.equals(caller.userId()));
	}

	private Optional<User> byWholeName(Caller caller, String said) {
		List<User> namesakes = this.people
			.list(caller, new PageQuery(1, MOST_NAMESAKES, List.of(), null), said.split("\\s+", 2)[0], null, false)
			.items()
			.stream()
			.filter((user) -> user.fullName().equalsIgnoreCase(said) || user.nameInEnglish().equalsIgnoreCase(said))
			.toList();
		return (namesakes.size() == 1) ? Optional.of(namesakes.get(0)) : Optional.empty();
	}

	Optional<UUID> team(String said) {
		return SysId.parse(said).flatMap(this.directory::team).or(() -> this.directory.teamByName(said)).map(Team::id);
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
			.or(() -> this.cmdb.named(List.of(said.strip().toLowerCase(Locale.ROOT))).stream().findFirst())
			.map(ConfigurationItem::id);
	}

	/** The one in use that a serial number, an asset tag or the like leads to. */
	private Optional<ConfigurationItem> identified(String said) {
		List<UUID> meant = this.identification.meant(List.of(said));
		return (meant.size() == 1) ? this.cmdb.item(meant.get(0)) : Optional.empty();
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
