package io.nagare.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, and from where.
 *
 * @param actorId the key of the user; null for jobs, start-up and strangers
 * @param actorName the user's name
 * @param channel {@code api}, {@code graphql}, {@code mcp} (assistants),
 * {@code servicenow} (its Table API), {@code tasklist} (with the engine's other web
 * applications), {@code engine-rest}, {@code link} (of a mail), {@code pages}, or
 * {@code job} outside of requests
 * @param program through which program, by the name of its token or client; null where
 * the user came himself
 * @param address the caller's network address; null outside of requests
 * @param requestId the same for all that one request does; null outside of requests
 */
record AuditOrigin(@Nullable UUID actorId, @Nullable String actorName, String channel, @Nullable String program,
		@Nullable String address, @Nullable UUID requestId) {

	AuditOrigin by(@Nullable UUID id, @Nullable String name) {
		return new AuditOrigin(id, name, this.channel, this.program, this.address, this.requestId);
	}

}
