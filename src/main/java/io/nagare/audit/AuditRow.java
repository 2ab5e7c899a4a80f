package io.nagare.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param id grows with time, with gaps
 * @param at when
 * @param actor who did it; null for jobs, start-up and strangers
 * @param onBehalfOf the user for whom it was done, if that is another one
 * @param channel {@code api}, {@code graphql}, {@code mcp}, {@code servicenow},
 * {@code tasklist}, {@code engine-rest}, {@code pages}, {@code job} or {@code sql}
 * @param program through which program, by the name of its token or client; null where
 * the person came himself
 * @param address from which network address
 * @param action such as {@code incident.update}
 * @param entityType the sort of thing
 * @param entityId its key
 * @param before the changed fields as they were
 * @param after the changed fields as they are, or what else is known of the deed
 * @param requestId the same for all that one request did
 */
public record AuditRow(long id, Instant at, @Nullable Actor actor, @Nullable UUID onBehalfOf, String channel,
		@Nullable String program, @Nullable String address, String action, String entityType, @Nullable String entityId,
		@Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after,
		@Nullable UUID requestId) {

	/** Somebody by key and by the name he had then. */
	public record Actor(@Nullable UUID id, @Nullable String name) {
	}

}
