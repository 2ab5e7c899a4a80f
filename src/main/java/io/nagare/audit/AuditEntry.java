package io.nagare.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A row of the log that is still to be written.
 *
 * @param tenant whose log it belongs to; null for the platform's
 * @param who who did it, from where
 * @param onBehalfOf the user for whom it was done, if that is another one
 * @param action what was done, such as {@code incident.update}
 * @param entityType the sort of thing, such as {@code incident}
 * @param entityId its key, if it has one
 * @param before the changed fields as they were; null where nothing was
 * @param after the changed fields as they are; null where nothing is
 */
record AuditEntry(@Nullable UUID tenant, AuditOrigin who, @Nullable UUID onBehalfOf, String action, String entityType,
		@Nullable String entityId, @Nullable Map<String, @Nullable Object> before,
		@Nullable Map<String, @Nullable Object> after) {

	/**
	 * What this and a later change of the same thing, in the same transaction, are
	 * together.
	 */
	AuditEntry and(AuditEntry later) {
		return new AuditEntry(this.tenant, this.who, (this.onBehalfOf != null) ? this.onBehalfOf : later.onBehalfOf,
				this.action, this.entityType, this.entityId,
				(this.before != null) ? over(later.before, this.before) : null, over(this.after, later.after));
	}

	private static Map<String, @Nullable Object> over(@Nullable Map<String, @Nullable Object> ground,
			@Nullable Map<String, @Nullable Object> top) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		if (ground != null) {
			all.putAll(ground);
		}
		if (top != null) {
			all.putAll(top);
		}
		return all;
	}

}
