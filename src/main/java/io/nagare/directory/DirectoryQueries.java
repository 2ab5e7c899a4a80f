package io.nagare.directory;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Tenancy;

/**
 * Looks people, teams, categories, sites and departments up as they are now, within the
 * bound tenant; for the platform, in all of them. It asks for no permission: its users
 * do.
 */
@Component
@Transactional(readOnly = true)
public class DirectoryQueries {

	private final UserRepository users;

	private final TeamRepository teams;

	private final TeamMemberRepository members;

	private final CategoryRepository categories;

	private final OrganizationUnitRepository units;

	private final TenantRoleRepository roles;

	private final Clock clock;

	DirectoryQueries(UserRepository users, TeamRepository teams, TeamMemberRepository members,
			CategoryRepository categories, OrganizationUnitRepository units, TenantRoleRepository roles, Clock clock) {
		this.users = users;
		this.teams = teams;
		this.members = members;
		this.categories = categories;
		this.units = units;
		this.roles = roles;
		this.clock = clock;
	}

	/**
	 * The words of all roles there are: the shipped ones, and those that the bound tenant
	 * has made itself.
	 */
	public Set<String> roles() {
		Set<String> words = new HashSet<>(Roles.all());
		if (Tenancy.current().isPresent()) {
			this.roles.findAllByOrderByKey().forEach((own) -> words.add(own.key()));
		}
		return words;
	}

	/** The user, active or not. */
	public Optional<User> user(UUID id) {
		return this.users.findById(id);
	}

	/** The user with this name, in any case of letters, active or not. */
	public Optional<User> userByUsername(String username) {
		return this.users.findByUsername(username);
	}

	/** The user with this address, in any case of letters, active or not. */
	public Optional<User> userByEmail(String email) {
		return this.users.findByEmail(email);
	}

	/**
	 * Those who have one of the words as their user name or address, in any case of
	 * letters, active or not, in one query.
	 */
	public List<User> identified(Collection<String> words) {
		return words.isEmpty() ? List.of() : this.users.identified(inLowerCase(words));
	}

	/**
	 * Those who have one of the words as their whole name, in any case of letters, active
	 * or not, in one query.
	 */
	public List<User> called(Collection<String> words, int most) {
		return words.isEmpty() ? List.of()
				: this.users.called(inLowerCase(words), PageRequest.of(0, most, Sort.by("id")));
	}

	private static List<String> inLowerCase(Collection<String> words) {
		return words.stream().map((word) -> word.toLowerCase(Locale.ROOT)).toList();
	}

	/** Those of the users that exist, by their key, in one query. */
	public Map<UUID, User> users(Collection<UUID> ids) {
		return this.users.findAllById(new HashSet<>(ids))
			.stream()
			.collect(Collectors.toMap(User::id, Function.identity()));
	}

	/** Everybody active who works on tickets, by name. */
	public List<User> agents() {
		return withRoles(Roles.agents());
	}

	/** Whether somebody active answers to the user. */
	public boolean managesPeople(UUID user) {
		return this.users.existsByManagerIdAndActiveTrue(user);
	}

	/** Everybody active who has one of the roles, by name. */
	public List<User> withRoles(Collection<String> roles) {
		return this.users.holding(roles, this.clock.instant());
	}

	/** All teams by name, dissolved ones too. */
	public List<Team> teams() {
		return this.teams.findAllByOrderByName();
	}

	/** The team, dissolved or not. */
	public Optional<Team> team(UUID id) {
		return this.teams.findById(id);
	}

	/** The team with this name, in any case of letters. */
	public Optional<Team> teamByName(String name) {
		return this.teams.findByNameIgnoreCase(name);
	}

	/** The team that takes what no table gives to any; empty where none is to. */
	public Optional<Team> defaultTeam() {
		return this.teams.findByStandardTrue();
	}

	/** The active members of the team, by name. */
	public List<User> membersOf(UUID team) {
		return membersOf(List.of(team));
	}

	/** The active members of the teams, each once, by name. */
	public List<User> membersOf(Collection<UUID> teams) {
		return this.users.membersOf(teams).stream().sorted(Comparator.comparing(User::fullName)).toList();
	}

	/** The teams each of the users belongs to; a user of none is absent. */
	public Map<UUID, Set<UUID>> teamsOf(Collection<UUID> users) {
		return this.members.findByUserIdIn(users)
			.stream()
			.collect(Collectors.groupingBy(TeamMember::userId,
					Collectors.mapping(TeamMember::teamId, Collectors.toSet())));
	}

	/** Everybody active, by name. */
	public List<User> people(int most) {
		return this.users.searchByName("", PageRequest.of(0, most, Sort.by("lastName", "firstName", "id")))
			.getContent();
	}

	/** All categories, each directly after its parent, siblings by name. */
	public List<Category> categories() {
		return Trees.ordered(this.categories.findAll());
	}

	/** The category, retired or not. */
	public Optional<Category> category(UUID id) {
		return this.categories.findById(id);
	}

	/**
	 * The category's names from the top down to itself; empty where it does not exist.
	 */
	public List<String> categoryPath(UUID id) {
		// each step is read once per transaction
		return Trees.path(id, this.categories::findById);
	}

	/** All of the kind, each directly after its parent, siblings by name. */
	public List<OrganizationUnit> organizationUnits(UnitKind kind) {
		return Trees.ordered(this.units.findByKind(kind.word()));
	}

	/** The site or department, in use or not; empty for one of the other kind. */
	public Optional<OrganizationUnit> organizationUnit(UnitKind kind, UUID id) {
		return this.units.findById(id).filter((unit) -> unit.kind() == kind);
	}

	/** The unit and all below it; the id alone where there is no such unit. */
	public Set<UUID> withAllBelow(UnitKind kind, UUID id) {
		return withAllBelow(organizationUnits(kind), Set.of(id));
	}

	/** The categories and all below them; what is no category stands for itself. */
	public Set<UUID> withAllBelow(Collection<UUID> categories) {
		return withAllBelow(categories(), categories);
	}

	private static <T extends TreeEntry<T>> Set<UUID> withAllBelow(List<T> parentsFirst, Collection<UUID> tops) {
		Set<UUID> found = new HashSet<>(tops);
		parentsFirst.stream()
			.filter((entry) -> entry.parent().filter(found::contains).isPresent())
			.forEach((entry) -> found.add(entry.id()));
		return found;
	}

}
