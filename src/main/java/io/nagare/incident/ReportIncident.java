package io.nagare.incident;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a report of an incident says.
 *
 * @param title one line, at most 500 characters
 * @param description free text
 * @param requestedPriority what the reporter asks for; the table decides
 * @param impact word of the table; null for the lowest
 * @param urgency word of the table; null to derive it from the requested priority
 * @param categoryId what it is about
 * @param ciIds the configuration items concerned
 * @param reporterId on whose behalf an agent reports; null for the caller himself
 * @param assigneeId who is to work on it; agents only
 * @param confidential whether few may read it
 */
public record ReportIncident(String title, @Nullable String description, String requestedPriority,
		@Nullable String impact, @Nullable String urgency, @Nullable UUID categoryId, List<UUID> ciIds,
		@Nullable UUID reporterId, @Nullable UUID assigneeId, boolean confidential) {
}
