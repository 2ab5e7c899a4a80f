package io.nagare.sla;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the rules look at to tell what was agreed for a ticket.
 *
 * @param ticketId the ticket
 * @param practice its kind: {@code incident}, {@code problem} or {@code change}
 * @param priority a word of the deployed table
 * @param category the name of its top category; null without one
 * @param site the name of the site where it arose; null where nobody said
 * @param department the name of the department where it arose; null where nobody said
 * @param tier the best tier of its configuration items; 0 without any
 * @param vip whether its reporter is a VIP
 * @param major whether it is a major incident
 * @param team the name of the team that has it; null while none has
 * @param teamId that team
 * @param supplier the name of the supplier that it is held for; null for none
 * @param reportedAt when it was reported, where its clocks begin
 */
public record SlaCase(UUID ticketId, String practice, String priority, @Nullable String category, @Nullable String site,
		@Nullable String department, int tier, boolean vip, boolean major, @Nullable String team, @Nullable UUID teamId,
		@Nullable String supplier, Instant reportedAt) {
}
