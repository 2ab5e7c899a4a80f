package io.nagare.realtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is kept until everybody connected has heard of it.
 *
 * @param tenant where it happened
 * @param type one of the words below
 * @param ticket the ticket it is about; null for none
 * @param audience the only ones who hear of it; empty for everybody who may read the
 * ticket
 * @param actor who did it; null for the process itself
 * @param content what its type says, by its fields in the API
 */
record LiveEvent(UUID tenant, String type, @Nullable UUID ticket, List<UUID> audience, @Nullable UUID actor, Instant at,
		Map<String, ?> content) {

	static final String CREATED = "created";

	static final String UPDATED = "updated";

	static final String NOTE_ADDED = "note_added";

	static final String SLA_BREACH_WARNING = "sla_breach_warning";

	static final String SLA_BREACHED = "sla_breached";

	static final String TASK_ASSIGNED = "task_assigned";

	static final String NOTICE = "notice";

	static final String PRESENCE = "presence";

}
