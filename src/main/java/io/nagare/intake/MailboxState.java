package io.nagare.intake;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * How the reading of a mailbox goes.
 *
 * @param validity by which its server numbers the mails; null where it was never read
 * @param lastUid the last mail that is known
 * @param checkedAt when it was looked at last; null for never
 * @param failures how often in a row that failed
 * @param failure why it failed last; null where it did not
 * @param waiting how many mails are known of and not yet taken
 */
public record MailboxState(@Nullable Long validity, long lastUid, @Nullable Instant checkedAt, int failures,
		@Nullable Label failure, long waiting) {
}
