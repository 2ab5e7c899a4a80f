package io.nagare.ticket.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.ticket.SaidFields;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.Actor;
import io.nagare.workflow.ActorWords;
import io.nagare.workflow.Groups;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.ReportForms;

/**
 * Decides who may read a ticket and who may perform an action on it, whatever the door.
 */
@Component
public class TicketAccess implements ActorWords {

	/** Those whom every ticket has, by the word of the models. */
	private static final Map<String, People> OF_EVERY_TICKET = Map.of("agents",
			(user, may, ticket) -> may.test(ticket.kind() + ":work"), "managers",
			(user, may, ticket) -> may.test(ticket.kind() + ":decide"), "reporter",
			(user, may, ticket) -> user.equals(ticket.reporter()), "approvers",
			(user, may, ticket) -> ticket.approvers().contains(user));

	private final Directory directory;

	private final NamedParameterJdbcTemplate jdbc;

	private final TicketTypes types;

	private final ReaderMask mask;

	TicketAccess(Directory directory, NamedParameterJdbcTemplate jdbc, TicketTypes types, ReaderMask mask) {
		this.mask = mask;
		this.directory = directory;
		this.jdbc = jdbc;
		this.types = types;
	}

	/**
	 * Agents and viewers read the tenant's tickets, reporters their own. A confidential
	 * one is read by its reporter, its assignee, its team, those who decide, and those
	 * whom it concerns by its practice. Within a transaction.
	 */
	public boolean mayRead(Caller caller, Ticket ticket) {
		if (caller.userId().equals(ticket.reporter()) && caller.may(ticket.kind() + ":read_own")) {
			return true;
		}
		boolean reads = caller.may(ticket.kind() + ":read") && (!ticket.isConfidential() || concerns(caller, ticket));
		return reads || (caller.may(ticket.kind() + ":read_own")
				&& entrusted(ticket.kind()).filter((ids) -> isAmong(ids, caller, ticket.id())).isPresent());
	}

	/**
	 * What of people's words the current caller is shown, where he may read a ticket;
	 * asked once for all rows of a statement.
	 */
	public ReaderMask.Reading reading() {
		return this.mask.reading();
	}

	/** Those of the users who may read the ticket. Within a transaction. */
	public List<UUID> readersAmong(Collection<UUID> users, Ticket ticket) {
		return readersAmong(this.directory.users(users).values(), ticket, List.of());
	}

	/**
	 * Those of the users who may read the ticket and are not among those whom the words
	 * of a model exclude. Within a transaction.
	 */
	public List<UUID> readersAmong(Collection<User> users, Ticket ticket, Collection<String> excluded) {
		TenantId tenant = Tenancy.require();
		Map<UUID, Set<UUID>> teams = ticket.isConfidential()
				? this.directory.teamsOf(users.stream().map(User::id).collect(Collectors.toSet())) : Map.of();
		return users.stream()
			.map((user) -> caller(user, tenant, teams.getOrDefault(user.id(), Set.of())))
			.filter((user) -> mayRead(user, ticket)
					&& excluded.stream().noneMatch((word) -> isActor(word, user.userId(), user::may, ticket)))
			.map(Caller::userId)
			.toList();
	}

	/**
	 * Those of the users who may read a note on the ticket: an internal one only those
	 * who read more than their own. Within a transaction.
	 */
	public List<UUID> readersAmong(Collection<User> users, Ticket ticket, boolean publicNote) {
		TenantId tenant = Tenancy.require();
		Set<UUID> ofInternal = users.stream()
			.filter((user) -> caller(user, tenant, Set.of()).may(ticket.kind() + ":read"))
			.map(User::id)
			.collect(Collectors.toSet());
		return readersAmong(users, ticket, List.of()).stream()
			.filter((user) -> publicNote || ofInternal.contains(user))
			.toList();
	}

	/** Those of the users who may read the ticket and work on its kind. */
	public List<UUID> workersAmong(Collection<User> users, Ticket ticket) {
		List<User> agents = users.stream().filter((user) -> worksOn(user, ticket.kind())).toList();
		return agents.isEmpty() ? List.of() : readersAmong(agents, ticket, List.of());
	}

	/** Whether the user is an active agent who works on tickets of the kind. */
	public boolean mayWorkOn(UUID user, String kind) {
		return this.directory.user(user).filter((one) -> worksOn(one, kind)).isPresent();
	}

	private boolean worksOn(User user, String kind) {
		return user.isActive() && this.directory.isAgent(user)
				&& this.directory.permissionsOf(user, this.types.all()).contains(kind + ":work");
	}

	private boolean concerns(Caller caller, Ticket ticket) {
		return caller.may(ticket.kind() + ":decide") || ticket.assignee().filter(caller.userId()::equals).isPresent()
				|| ticket.team().filter(caller.teams()::contains).isPresent()
				|| concerning(ticket.kind()).filter((ids) -> isAmong(ids, caller, ticket.id())).isPresent();
	}

	private Optional<String> entrusted(String kind) {
		return this.types.find(kind).flatMap(TicketType::entrusted);
	}

	private Optional<String> concerning(String kind) {
		return this.types.find(kind).flatMap(TicketType::concerning);
	}

	private boolean isAmong(String ids, Caller caller, UUID ticket) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(
				"SELECT EXISTS (SELECT FROM (" + ids + ") concerning (id) WHERE id = :ticket)",
				Map.of("me", caller.userId(), "tenant", Tenancy.require().id(), "ticket", ticket), Boolean.class));
	}

	/**
	 * What {@link #mayRead} says, in SQL, of tickets of one kind.
	 * @param alias what the statement calls the table of tickets
	 * @throws Refusal FORBIDDEN for who belongs to no tenant
	 */
	public Visibility readable(Caller caller, String kind, String alias) {
		if (caller.isPlatform()) {
			throw Refusal.forbidden();
		}
		return new Visibility(condition(caller, kind, alias), Map.of("me", caller.userId(), "teams",
				caller.teams().toArray(new UUID[0]), "tenant", Tenancy.require().id()));
	}

	/** The same, of tickets of every kind. */
	public Visibility readable(Caller caller, String alias) {
		StringBuilder sql = new StringBuilder("CASE ").append(alias).append(".kind");
		this.types.all()
			.forEach((type) -> sql.append(" WHEN '")
				.append(type.kind())
				.append("' THEN ")
				.append(condition(caller, type.kind(), alias)));
		return new Visibility(sql.append(" END").toString(), readable(caller, "", alias).params());
	}

	private String condition(Caller caller, String kind, String alias) {
		String own = caller.may(kind + ":read_own")
				? entrusted(kind).map((ids) -> "(" + alias + ".reporter_id = :me OR " + alias + ".id IN (" + ids + "))")
					.orElse(alias + ".reporter_id = :me")
				: "FALSE";
		if (!caller.may(kind + ":read")) {
			return own;
		}
		if (caller.may(kind + ":decide")) {
			return "TRUE";
		}
		String others = concerning(kind).map((ids) -> " OR " + alias + ".id IN (" + ids + ")").orElse("");
		return "(" + Visibility.toAll(alias).sql() + " OR " + own + " OR " + alias + ".assignee_id = :me OR " + alias
				+ ".team_id = ANY (:teams)" + others + ")";
	}

	/**
	 * Whether a limited token lets its bearer change tickets of the kind: groups and
	 * assignments, by which its owner may, know nothing of the token's permissions.
	 */
	public static boolean isWithinLimits(Caller caller, String kind) {
		return !caller.isLimited() || caller.may(kind + ":work") || caller.may(kind + ":decide")
				|| caller.may(kind + ":create");
	}

	/**
	 * Lets only callers pass whose token lets them change tickets of the kind.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	public static void demandWithinLimits(Caller caller, String kind) {
		if (!isWithinLimits(caller, kind)) {
			throw caller.lacking(kind + ":work");
		}
	}

	/**
	 * Tells who reads none of the kind only because his token lets him, instead of
	 * showing him none.
	 * @throws Refusal FORBIDDEN
	 */
	public static void demandReading(Caller caller, String kind) {
		List<String> either = List.of(kind + ":read", kind + ":read_own");
		if (either.stream().noneMatch(caller::may)) {
			either.stream().filter(caller.withheld()::contains).findFirst().ifPresent(caller::demand);
		}
	}

	/**
	 * Notes and files come from who works on the ticket, who reported it, whom its type
	 * entrusts it to where it hears them, and programs that report for others. Who only
	 * reads adds nothing.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	public void requireContributor(Caller caller, Ticket ticket) {
		boolean heard = worksOrReports(caller, ticket) || (caller.may(ticket.kind() + ":read_own")
				&& (caller.userId().equals(ticket.reporter()) || isHeard(caller, ticket)));
		if (!heard) {
			caller.demand(ticket.kind() + ":work");
		}
	}

	/** Whether the caller writes what the reporter does not read. */
	public static boolean mayWriteInternally(Caller caller, Ticket ticket) {
		return caller.isAgent() && worksOrReports(caller, ticket);
	}

	private static boolean worksOrReports(Caller caller, Ticket ticket) {
		return caller.may(ticket.kind() + ":work") || caller.may(ticket.kind() + ":report_for_others");
	}

	private boolean isHeard(Caller caller, Ticket ticket) {
		return this.types.of(ticket).hearsEntrusted() && isWithinLimits(caller, ticket.kind())
				&& entrusted(ticket.kind()).filter((ids) -> isAmong(ids, caller, ticket.id())).isPresent();
	}

	/**
	 * Whether the caller may perform the action now: the one who has the task, those it
	 * is offered to, and whoever the model names in {@code actors}; but nobody whom it
	 * names in {@code excluded}.
	 */
	public boolean mayPerform(Caller caller, Ticket ticket, OpenAction action) {
		if (!mayRead(caller, ticket) || isBarred(caller.userId(), caller::may, ticket, action)) {
			return false;
		}
		return mayDoTheTask(caller, ticket, action)
				|| action.actors().stream().anyMatch((actor) -> isActor(actor, caller.userId(), caller::may, ticket));
	}

	/** Whether somebody else has the task who may perform the action. */
	public boolean isWithAnother(Caller caller, Ticket ticket, OpenAction action) {
		return Optional.ofNullable(action.assignee())
			.filter((username) -> !username.equals(caller.username()))
			.flatMap(this.directory::userByUsername)
			.filter((user) -> !isBarred(user.id(), ticket, List.of(action)))
			.isPresent();
	}

	/**
	 * Whether the caller has the task or is offered it. Groups and assignments know
	 * nothing of what a token is limited to: with such a one it takes whom the model
	 * names in {@code actors}, or, where it names nobody, the permission to work.
	 */
	private static boolean mayDoTheTask(Caller caller, Ticket ticket, OpenAction action) {
		if (caller.isLimited() && (!action.actors().isEmpty() || !caller.may(ticket.kind() + ":work"))) {
			return false;
		}
		Set<String> groups = Groups.of(caller);
		return caller.username().equals(action.assignee()) || action.candidates()
			.stream()
			.anyMatch((candidate) -> candidate.equals("user:" + caller.username())
					|| (groups.contains(candidate) && mayAsOneOf(candidate, caller, ticket)));
	}

	/**
	 * Among agents and managers are people whose roles let them work on some kinds of
	 * tickets, or decide on some, and not on others.
	 */
	private static boolean mayAsOneOf(String group, Caller caller, Ticket ticket) {
		if (group.equals(Groups.AGENTS) || group.equals(Groups.role(Roles.OPERATOR))) {
			return caller.may(ticket.kind() + ":work");
		}
		return !group.equals(Groups.role(Roles.MANAGER)) || caller.may(ticket.kind() + ":decide");
	}

	/**
	 * Whether the model takes one of the actions from the user, whatever else he is.
	 */
	public boolean isBarred(UUID user, Ticket ticket, List<OpenAction> actions) {
		Set<String> permissions = this.directory.user(user)
			.map((found) -> this.directory.permissionsOf(found, this.types.all()))
			.orElse(Set.of());
		return actions.stream().anyMatch((action) -> isBarred(user, permissions::contains, ticket, action));
	}

	private boolean isBarred(UUID user, Predicate<String> may, Ticket ticket, OpenAction action) {
		return action.excluded().stream().anyMatch((word) -> isActor(word, user, may, ticket));
	}

	private boolean isActor(String written, UUID user, Predicate<String> may, Ticket ticket) {
		Actor actor = Actor.of(written);
		if (actor.phase() != null && ticket.phase() != Phase.of(actor.phase())) {
			return false;
		}
		People people = OF_EVERY_TICKET.get(actor.word());
		return (people != null) ? people.include(user, may, ticket)
				: this.types.of(ticket).actors(actor.word(), ticket).contains(user);
	}

	@Override
	public SortedSet<String> actorWords(String process) {
		SortedSet<String> words = new TreeSet<>(OF_EVERY_TICKET.keySet());
		// the stages of a process are called like it
		this.types.find(process.split("-", -1)[0])
			.<Collection<TicketType<?, ?>>>map(List::of)
			.orElseGet(this.types::all)
			.forEach((type) -> words.addAll(type.actors().keySet()));
		return words;
	}

	@Override
	public boolean beginsTickets(String process) {
		return this.types.all().stream().anyMatch((type) -> type.process().equals(process));
	}

	@Override
	public Set<String> messages() {
		Set<String> messages = new TreeSet<>(Set.of("absenceCancelled", "calledTicketTaken"));
		this.types.all().forEach((type) -> messages.addAll(type.messages()));
		return messages;
	}

	@Override
	public Set<String> lists() {
		Set<String> lists = new TreeSet<>(Set.of("teams", "agents"));
		lists.addAll(ReportForms.LISTS);
		this.types.all().forEach((type) -> lists.addAll(type.formLists()));
		return lists;
	}

	@Override
	public Set<String> saidFields(String process) {
		return this.types.all()
			.stream()
			.filter((type) -> type.process().equals(process))
			.findFirst()
			.map(SaidFields::names)
			.orElse(Set.of());
	}

	@Override
	public Map<String, Integer> longestSaid(@Nullable String process) {
		List<Map<String, Integer>> each = this.types.all()
			.stream()
			.filter((type) -> process == null || type.process().equals(process))
			.<Map<String, Integer>>map(SaidFields::longest)
			.toList();
		Map<String, Integer> longest = new HashMap<>();
		each.forEach((one) -> one.forEach((name, most) -> longest.merge(name, most, Math::min)));
		longest.keySet().removeIf((name) -> !each.stream().allMatch((one) -> one.containsKey(name)));
		return longest;
	}

	/**
	 * Only agents give tickets, and only to active agents who work on their kind.
	 * @param caller null for the process itself
	 * @param assignee null for nobody
	 */
	public void requireAgent(@Nullable Caller caller, @Nullable UUID assignee, String kind) {
		if (caller != null && !caller.isAgent()) {
			throw Refusal.forbidden();
		}
		if (assignee != null) {
			requireAgent(assignee, kind, "assignee_id");
		}
	}

	/**
	 * Checks that the user is somebody who can work on tickets of the kind.
	 * @param field how the caller's request names the user
	 */
	public void requireAgent(UUID user, String kind, String field) {
		if (!mayWorkOn(user, kind)) {
			throw Refusal.invalid(field, "unknown_agent");
		}
	}

	/**
	 * Checks that there is such a team that works.
	 * @param field how the caller's request names it
	 */
	public void requireTeam(UUID team, String field) {
		if (this.directory.team(team).filter(Team::isActive).isEmpty()) {
			throw Refusal.invalid(field, "unknown_team");
		}
	}

	/**
	 * Somebody else, as if he came himself.
	 * @throws Refusal VALIDATION_FAILED where nobody active has that name
	 */
	public Caller asCaller(String username) {
		TenantId tenant = Tenancy.require();
		return this.directory.userByUsername(username)
			.filter((user) -> user.isActive() && user.tenant().filter(tenant.id()::equals).isPresent())
			.map((user) -> caller(user, tenant,
					this.directory.teamsOf(List.of(user.id())).getOrDefault(user.id(), Set.of())))
			.orElseThrow(() -> Refusal.invalid("assignee", "unknown_user"));
	}

	private Caller caller(User user, TenantId tenant, Set<UUID> teams) {
		return new Caller(user.id(), user.username(), tenant, user.role(), this.directory.rolesOf(user), teams,
				this.directory.permissionsOf(user, this.types.of(tenant)), null);
	}

	/** Whether the user is somebody who can work on tickets. */
	public boolean isAgent(UUID user) {
		return this.directory.user(user)
			.filter((found) -> found.isActive() && this.directory.isAgent(found))
			.isPresent();
	}

	/**
	 * Which tickets somebody may read, for a statement to ask.
	 *
	 * @param sql a condition
	 * @param params what it is given by name; tenant, user and teams
	 */
	public record Visibility(String sql, Map<String, Object> params) {

		/**
		 * Those that are confidential to nobody.
		 * @param alias what the statement calls the table of tickets
		 */
		public static Visibility toAll(String alias) {
			return new Visibility(alias + ".confidentiality = 'internal'", Map.of());
		}

	}

	/** Those whom a word of the models names. */
	private interface People {

		/**
		 * @param may whether the user has a permission
		 */
		boolean include(UUID user, Predicate<String> may, Ticket ticket);

	}

}
