package io.nagare.directory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nagare.shared.TicketKind;

/**
 * What each shipped role may do. A permission reads {@code resource:action}; nobody asks
 * for a role by name, everybody for a permission.
 */
public final class Roles {

	/** Runs one tenant: its people, teams and categories. */
	public static final String ADMIN = "admin";

	/** Decides: major incidents, accepted risks, changes. */
	public static final String MANAGER = "manager";

	/** Works on tickets. */
	public static final String OPERATOR = "operator";

	/** Reads everything of the tenant and changes nothing. */
	public static final String VIEWER = "viewer";

	/** Reports, and follows what he reported. */
	public static final String USER = "user";

	/** Edits the models. */
	public static final String PROCESS_OWNER = "process_owner";

	/** A program that calls the API. */
	public static final String INTEGRATOR = "integrator";

	/** Runs the platform, belongs to no tenant. */
	public static final String PLATFORM = "platform";

	/** Gives roles to others. */
	private static final String ADMINISTER = "user:manage";

	/** What each does with tickets of every kind. */
	private static final Map<String, Set<String>> ON_TICKETS = onTickets();

	/** What else each does with those that everybody may report. */
	private static final Map<String, Set<String>> ON_TICKETS_OF_ALL = Map.of(USER, Set.of("create", "read_own"),
			INTEGRATOR, Set.of("create", "read_own", "report_for_others"), OPERATOR, Set.of("report_for_others"),
			MANAGER, Set.of("report_for_others"), ADMIN, Set.of("report_for_others"));

	/** What else each does with those that are published. */
	private static final Map<String, Set<String>> ON_PUBLISHED_TICKETS = Map.of(USER, Set.of("read_own"));

	/** What each does with everything else. */
	private static final Map<String, Set<String>> PERMISSIONS = permissions();

	private Roles() {
	}

	/** Every role there is. */
	public static Set<String> all() {
		return PERMISSIONS.keySet();
	}

	/**
	 * Everything the role may do; nothing for a word that is no role.
	 * @param kinds the kinds of tickets there are
	 */
	public static Set<String> permissionsOf(String role, Collection<? extends TicketKind> kinds) {
		Set<String> all = new TreeSet<>(PERMISSIONS.getOrDefault(role, Set.of()));
		for (TicketKind kind : kinds) {
			Stream
				.of(ON_TICKETS.getOrDefault(role, Set.of()),
						kind.isReportedByAll() ? ON_TICKETS_OF_ALL.getOrDefault(role, Set.of()) : Set.<String>of(),
						kind.isPublished() ? ON_PUBLISHED_TICKETS.getOrDefault(role, Set.of()) : Set.<String>of())
				.flatMap(Set::stream)
				.forEach((action) -> all.add(kind.kind() + ":" + action));
		}
		return Set.copyOf(all);
	}

	/** Everything the roles together may do. */
	public static Set<String> permissionsOf(Set<String> roles, Collection<? extends TicketKind> kinds) {
		return roles.stream()
			.flatMap((role) -> permissionsOf(role, kinds).stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Everything that a role which a tenant makes itself may allow: what its shipped
	 * roles do, but for giving roles to others, by which anybody becomes anybody.
	 */
	static Set<String> permissionsOfOwn(Collection<? extends TicketKind> kinds) {
		return permissions(kinds).stream()
			.filter((permission) -> !ADMINISTER.equals(permission))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Everything that somebody of a tenant may be allowed. */
	public static Set<String> permissions(Collection<? extends TicketKind> kinds) {
		return all().stream()
			.filter((role) -> !PLATFORM.equals(role))
			.flatMap((role) -> permissionsOf(role, kinds).stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Whether whoever has one of the roles works on the tenant's tickets. */
	public static boolean isAgent(Collection<String> roles) {
		return roles.stream().anyMatch(Roles::isAgent);
	}

	/** The roles whose holders work on the tenant's tickets. */
	static List<String> agents() {
		return all().stream().filter(Roles::isAgent).toList();
	}

	/** Whether whoever has the role gives roles to others. */
	public static boolean administers(String role) {
		return PERMISSIONS.getOrDefault(role, Set.of()).contains(ADMINISTER);
	}

	/** Whether whoever has the role works on the tenant's tickets. */
	public static boolean isAgent(String role) {
		return ON_TICKETS.getOrDefault(role, Set.of()).contains("work");
	}

	/**
	 * Whether somebody with these roles may give the role to others. The platform's role
	 * is given by platform administrators alone.
	 */
	public static boolean mayGrant(Collection<String> granter, String role) {
		return all().contains(role) && granter.stream().anyMatch(Roles::administers)
				&& (granter.contains(PLATFORM) || !PLATFORM.equals(role));
	}

	private static Map<String, Set<String>> onTickets() {
		Set<String> agent = Set.of("create", "read_own", "read", "work");
		Set<String> manager = union(agent, Set.of("decide", "override_priority"));
		return Map.of(ADMIN, union(manager, Set.of("delete")), MANAGER, manager, OPERATOR, agent, VIEWER,
				Set.of("read"), PROCESS_OWNER, Set.of("create", "read_own", "read"), INTEGRATOR, Set.of("read"));
	}

	private static Map<String, Set<String>> permissions() {
		Set<String> reporter = Set.of("category:read", "organization:read", "knowledge:read");
		Set<String> reader = Set.of("cmdb:read", "sla:read", "knowledge:read", "report:read", "user:read", "team:read",
				"category:read", "organization:read", "vendor:read");
		Set<String> agent = union(reporter, reader, Set.of("cmdb:write", "knowledge:write"));
		Set<String> manager = union(agent, Set.of("freeze:manage", "absence:manage", "knowledge:publish",
				"recurring_work:manage", "announcement:manage", "vendor:manage"));
		Set<String> admin = union(manager,
				Set.of("user:manage", "team:manage", "category:manage", "organization:manage", "calendar:manage",
						"sla:manage", "cmdb:manage", "client:manage", "integration:manage", "notice:manage",
						"privacy:manage", "audit:read", "metrics:read", "role:read"));
		Set<String> owner = union(reporter, reader,
				Set.of("model:read", "model:deploy", "model:migrate", "engine:read", "sla:manage", "notice:manage"));
		Set<String> integrator = union(reporter, reader, Set.of("engine:call", "external_task:work"));
		Set<String> platform = Set.of("tenant:manage", "user:read", "user:manage", "model:read", "model:deploy",
				"model:migrate", "rule:manage", "engine:read", "engine:call", "engine:admin", "audit:read",
				"metrics:read", "operations:manage");
		Map<String, Set<String>> roles = new LinkedHashMap<>();
		roles.put(ADMIN, admin);
		roles.put(MANAGER, manager);
		roles.put(OPERATOR, agent);
		roles.put(VIEWER, union(reader, Set.of("role:read")));
		roles.put(USER, reporter);
		roles.put(PROCESS_OWNER, owner);
		roles.put(INTEGRATOR, integrator);
		roles.put(PLATFORM, platform);
		return Map.copyOf(roles);
	}

	@SafeVarargs
	private static Set<String> union(Set<String>... sets) {
		Set<String> all = new TreeSet<>();
		for (Set<String> set : sets) {
			all.addAll(set);
		}
		return Set.copyOf(all);
	}

}
