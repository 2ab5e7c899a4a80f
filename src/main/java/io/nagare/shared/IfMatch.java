package io.nagare.shared;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which version of a thing the caller wants to change. A controller takes it as an
 * argument, and whoever changes the thing checks it <em>after</em> locking the row.
 *
 * @param header the request's {@code If-Match}; null where the caller does not care
 */
public record IfMatch(@Nullable String header) {

	/** Writes without having looked. */
	public static final IfMatch ANY = new IfMatch(null);

	/**
	 * Proxies weaken tags when they compress, and people forget the quotes; neither makes
	 * the version another one.
	 */
	private static final Pattern TAG = Pattern.compile("(W/)?\"?(?<version>[^\"]*)\"?");

	/**
	 * Compares with the version that is stored.
	 * @throws Refusal {@code STALE} when the caller saw another one
	 */
	public void check(long version) {
		if (this.header != null && Stream.of(this.header.split(",", -1)).noneMatch((tag) -> matches(tag, version))) {
			throw Refusal.stale();
		}
	}

	private static boolean matches(String tag, long version) {
		var match = TAG.matcher(tag.strip());
		return tag.strip().equals("*") || (match.matches() && Long.toString(version).equals(match.group("version")));
	}

}
