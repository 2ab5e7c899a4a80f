package io.nagare.directory;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.shared.TicketKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The {@link DirectoryQueries} as everyday work asks it: what was looked up is remembered
 * for a minute at most. A change is seen at once on this node.
 */
@Component
public class Directory {

	private final DirectoryQueries register;

	private final Tenants tenants;

	private final DirectoryCache memory;

	private final RolesInForce roles;

	Directory(DirectoryQueries register, Tenants tenants, DirectoryCache memory, RolesInForce roles) {
		this.register = register;
		this.tenants = tenants;
		this.memory = memory;
		this.roles = roles;
	}

	/** On which clock the tenant's people read times. */
	public ZoneId zone() {
		return this.memory.recall("zone", "", this.tenants::zone);
	}

	/**
	 * In which language the product writes into a ticket's own fields, once for all of
	 * the tenant's people. What it writes as notes is kept in both.
	 */
	public Locale language() {
		return this.memory.recall("language", "", this.tenants::language);
	}

	/** The user, active or not. */
	public Optional<User> user(UUID id) {
		return this.memory.recall("user", id, () -> this.register.user(id));
	}

	/** Everybody active, by name. */
	public List<User> people(int most) {
		return this.register.people(most);
	}

	/** The user with this name, in any case of letters, active or not. */
	public Optional<User> userByUsername(String username) {
		return this.memory.recall("username", username, () -> this.register.userByUsername(username));
	}

	/** Those of the users that exist, by their key, in one query. */
	public Map<UUID, User> users(Collection<UUID> ids) {
		return this.memory.recall("users", Set.copyOf(ids), () -> this.register.users(ids));
	}

	/** Everybody active who works on tickets, by name. */
	public List<User> agents() {
		return this.memory.recall("agents", "", this.register::agents)
			.stream()
			// a role may have ended since they were read
			.filter(this.roles::isAgent)
			.toList();
	}

	/** Whether somebody active answers to the user. */
	public boolean managesPeople(UUID user) {
		return this.memory.recall("manages people", user, () -> this.register.managesPeople(user));
	}

	/** The words of all roles there are, those of the bound tenant's own included. */
	public Set<String> roles() {
		return this.register.roles();
	}

	/** The roles that the user holds at this moment, the main one first. */
	public Set<String> rolesOf(User user) {
		return this.roles.of(user);
	}

	/** Whether the user works on tickets at this moment. */
	public boolean isAgent(User user) {
		return this.roles.isAgent(user);
	}

	/** Everything that the roles which the user holds at this moment allow. */
	public Set<String> permissionsOf(User user, Collection<? extends TicketKind> kinds) {
		return this.roles.permissionsOf(user, kinds);
	}

	/** Everybody active who has one of the roles, by name. */
	public List<User> withRoles(Collection<String> roles) {
		return this.register.withRoles(roles);
	}

	/** All teams by name, dissolved ones too. */
	public List<Team> teams() {
		return this.memory.recall("teams", "", this.register::teams);
	}

	/** The team, dissolved or not. */
	public Optional<Team> team(UUID id) {
		return this.memory.recall("team", id, () -> this.register.team(id));
	}

	/** The team with this name, in any case of letters. */
	public Optional<Team> teamByName(String name) {
		return this.memory.recall("team name", name, () -> this.register.teamByName(name));
	}

	/**
	 * The team that takes what no table gives to any, while it works; empty where none is
	 * to.
	 */
	public Optional<Team> defaultTeam() {
		// that there is none is remembered too: it is the usual answer
		return this.memory.recall("default team", "", () -> this.register.defaultTeam().stream().toList())
			.stream()
			.filter(Team::isActive)
			.findFirst();
	}

	/**
	 * The team that a table names, while it works; else the default team, if there is
	 * one.
	 * @param name null where the table names none
	 */
	public Optional<Team> teamOrDefault(@Nullable String name) {
		return Optional.ofNullable(name).flatMap(this::teamByName).filter(Team::isActive).or(this::defaultTeam);
	}

	/** The active members of the team, by name. */
	public List<User> membersOf(UUID team) {
		return this.memory.recall("members", team, () -> this.register.membersOf(team));
	}

	/** The active members of the teams, each once, by name. */
	public List<User> membersOf(Collection<UUID> teams) {
		return this.register.membersOf(teams);
	}

	/** The teams each of the users belongs to; a user of none is absent. */
	public Map<UUID, Set<UUID>> teamsOf(Collection<UUID> users) {
		return this.register.teamsOf(users);
	}

	/** All categories, each directly after its parent, siblings by name. */
	public List<Category> categories() {
		return this.register.categories();
	}

	/** The category, retired or not. */
	public Optional<Category> category(UUID id) {
		return this.memory.recall("category", id, () -> this.register.category(id));
	}

	/** The site or department, in use or not; empty for one of the other kind. */
	public Optional<OrganizationUnit> organizationUnit(UnitKind kind, UUID id) {
		return this.memory.recall(kind.field(), id, () -> this.register.organizationUnit(kind, id));
	}

	/** The sites or departments that something new may name, each after its parent. */
	public List<OrganizationUnit> organizationUnitsInUse(UnitKind kind) {
		return this.register.organizationUnits(kind).stream().filter(OrganizationUnit::isActive).toList();
	}

	/** The site or department that something new may name. */
	public Optional<OrganizationUnit> organizationUnitInUse(UnitKind kind, UUID id) {
		return organizationUnit(kind, id).filter(OrganizationUnit::isActive);
	}

	/** The site or department by its name; null for none, as rules ask it. */
	public @Nullable String organizationUnitName(UnitKind kind, @Nullable UUID id) {
		return (id != null) ? organizationUnit(kind, id).map(OrganizationUnit::name).orElse(null) : null;
	}

	/**
	 * Site and department by their names, as every table that is asked of a ticket may
	 * ask for them; null for what nobody said.
	 */
	public Map<String, @Nullable Object> tableInputs(Place place) {
		Map<String, @Nullable Object> inputs = new HashMap<>();
		inputs.put("site", organizationUnitName(UnitKind.SITE, place.siteId()));
		inputs.put("department", organizationUnitName(UnitKind.DEPARTMENT, place.departmentId()));
		return inputs;
	}

	/** The site or department in use that has the name, in any case of letters. */
	public Optional<OrganizationUnit> organizationUnitNamed(UnitKind kind, String name) {
		return this.register.organizationUnits(kind)
			.stream()
			.filter((unit) -> unit.isActive() && unit.name().equalsIgnoreCase(name))
			.findFirst();
	}

	/** The unit and all below it, as lists are narrowed. */
	public Set<UUID> withAllBelow(UnitKind kind, UUID id) {
		return this.register.withAllBelow(kind, id);
	}

	/** The categories and all below them; what is no category stands for itself. */
	public Set<UUID> withAllBelow(Collection<UUID> categories) {
		return this.register.withAllBelow(categories);
	}

	/**
	 * The category's names from the top down to itself; empty where it does not exist.
	 */
	public List<String> categoryPath(UUID id) {
		return this.memory.recall("category path", id, () -> this.register.categoryPath(id));
	}

}
