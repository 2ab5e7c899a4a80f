package io.nagare.workplace.handover;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A ticket of a handover, as it was then.
 *
 * @param reasons why it needed attention, words of {@link AttentionReason}; none where
 * somebody chose it himself
 * @param note what was said of it; null for nothing
 */
public record HandedTicket(UUID ticketId, List<String> reasons, @Nullable String note) {
}
