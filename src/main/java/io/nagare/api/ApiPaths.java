package io.nagare.api;

import java.util.Set;

/** Which requests are the domain API's. */
public final class ApiPaths {

	/** Where the domain API begins. */
	public static final String ROOT = "/api/v1/";

	/**
	 * Where the tables of programs of ServiceNow's begin, which have a form of their own.
	 */
	public static final String TABLES = "/api/now/";

	/** The door of GraphQL. */
	public static final String GRAPHQL = "/graphql";

	/** Tokens are answered bare, as OAuth 2.0 does. */
	private static final Set<String> BARE = Set.of(ROOT + "auth/login", ROOT + "auth/refresh", ROOT + "auth/logout");

	private ApiPaths() {
	}

	/**
	 * Whether programs write what comes here, and nobody who could mend it: monitoring
	 * says again what was refused, with the same characters, or never.
	 */
	public static boolean isOfMachines(String path) {
		return path.startsWith(TABLES) || path.startsWith(ROOT + "alerts/") || path.equals("/v2/enqueue")
				|| path.equals("/v2/change/enqueue");
	}

	/**
	 * Whether one body tells of everything that is wrong at once: the larger an outage,
	 * the more it holds.
	 */
	public static boolean isOfMany(String path) {
		return path.equals(ROOT + "alerts/alertmanager");
	}

	/** Whether answers at this path, without the context's, are wrapped. */
	public static boolean isWrapped(String path) {
		return path.startsWith(ROOT) && !BARE.contains(path);
	}

}
