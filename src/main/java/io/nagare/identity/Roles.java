package io.nagare.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each role may do. A permission reads {@code resource:action}; nobody asks for a
 * role by name, everybody for a permission.
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

	private static final Map<String, Set<String>> PERMISSIONS = permissions();

	private Roles() {
	}

	/** Every role there is. */
	public static Set<String> all() {
		return PERMISSIONS.keySet();
	}

	/** Everything the role may do; nothing for a word that is no role. */
	public static Set<String> permissionsOf(String role) {
		return PERMISSIONS.getOrDefault(role, Set.of());
	}

	/** Whether whoever has the role works on the tenant's tickets. */
	public static boolean isAgent(String role) {
		return permissionsOf(role).contains("incident:work");
	}

	/**
	 * Whether somebody may give the role to others. The platform's role is given by
	 * platform administrators alone.
	 */
	public static boolean mayGrant(String granter, String role) {
		return all().contains(role) && permissionsOf(granter).contains("user:manage")
				&& (PLATFORM.equals(granter) || !PLATFORM.equals(role));
	}

	private static Map<String, Set<String>> permissions() {
		Set<String> reporter = Set.of("incident:create", "incident:read_own", "category:read", "knowledge:read");
		Set<String> reader = Set.of("incident:read", "problem:read", "change:read", "cmdb:read", "sla:read",
				"knowledge:read", "report:read", "user:read", "team:read", "category:read");
		Set<String> agent = union(reporter, reader,
				Set.of("incident:work", "incident:report_for_others", "problem:create", "problem:read_own",
						"problem:work", "change:create", "change:read_own", "change:work", "cmdb:write",
						"knowledge:write"));
		Set<String> manager = union(agent,
				Set.of("incident:decide", "incident:override_priority", "problem:decide", "problem:override_priority",
						"change:decide", "change:override_priority", "freeze:manage", "absence:manage",
						"knowledge:publish"));
		Set<String> admin = union(manager, Set.of("user:manage", "team:manage", "category:manage", "calendar:manage",
				"sla:manage", "cmdb:manage", "client:manage", "audit:read", "metrics:read"));
		Set<String> owner = union(reporter, reader,
				Set.of("model:read", "model:deploy", "model:migrate", "engine:read", "sla:manage"));
		Set<String> integrator = union(reporter, reader, Set.of("incident:report_for_others", "engine:call"));
		Set<String> platform = Set.of("tenant:manage", "user:read", "user:manage", "model:read", "model:deploy",
				"model:migrate", "rule:manage", "engine:read", "engine:call", "engine:admin", "audit:read",
				"metrics:read", "operations:manage");
		Map<String, Set<String>> roles = new LinkedHashMap<>();
		roles.put(ADMIN, admin);
		roles.put(MANAGER, manager);
		roles.put(OPERATOR, agent);
		roles.put(VIEWER, reader);
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
