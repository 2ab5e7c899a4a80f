package io.nagare.shared;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something done that must be on record although no change of a row tells it: a sign-in,
 * a deployed model, a look at something confidential. Whoever does it publishes it as an
 * event. Published within a transaction that writes, it is on record if and only if that
 * commits; elsewhere it is on record before the caller is answered.
 */
public interface AuditableEvent {

	/** What was done: {@code thing.done_in_the_past}, at most 100 characters. */
	String action();

	/** The sort of thing it was done to, such as {@code user}. */
	String entityType();

	/** The key of that thing; null where there is none. */
	@Nullable String entityId();

	/** What else is worth knowing, by name. Never a secret. */
	default Map<String, Object> facts() {
		return Map.of();
	}

	/** What was otherwise before, by name. Never a secret. */
	default Map<String, Object> before() {
		return Map.of();
	}

	/**
	 * The key of the tenant to whom that thing belongs and whose log tells it; null where
	 * it belongs to whoever did it.
	 */
	default @Nullable UUID owner() {
		return null;
	}

	/** Who did it; null for the current caller. */
	default @Nullable Doer doer() {
		return null;
	}

	/**
	 * Somebody known to have done it, though he is not the current caller, or not yet.
	 *
	 * @param tenant the key of the tenant whose log tells it; null for the platform's
	 * @param id the key of the user; null where nobody proved who he is
	 * @param name the user's name, if known
	 */
	record Doer(@Nullable UUID tenant, @Nullable UUID id, @Nullable String name) {
	}

}
