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

	/** Tokens are answered bare, as OAuth 2.0 does. */
	private static final Set<String> BARE = Set.of(ROOT + "auth/login", ROOT + "auth/refresh", ROOT + "auth/logout");

	private ApiPaths() {
	}

	/** Whether answers at this path, without the context's, are wrapped. */
	public static boolean isWrapped(String path) {
		return path.startsWith(ROOT) && !BARE.contains(path);
	}

}
