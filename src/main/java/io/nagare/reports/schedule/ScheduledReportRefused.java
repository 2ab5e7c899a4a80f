package io.nagare.reports.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * A recipient was not mailed a report, since he may not read it or nobody answers for it
 * any more.
 *
 * @param dueAt when the mail was to leave
 */
record ScheduledReportRefused(UUID report, Instant dueAt) {
}
