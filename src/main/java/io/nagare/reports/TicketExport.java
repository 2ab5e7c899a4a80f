package io.nagare.reports;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A list of tickets on its way to be a file.
 *
 * @param owner who asked for it, and alone gets it
 * @param asked what for
 * @param permissions those of his rights that count for what is in the file
 * @param state {@code waiting}, {@code running}, {@code done} or {@code failed}
 * @param reason why it failed, the code of a refusal; null unless it did
 * @param rowsAll how many tickets the list holds; null until that was counted
 * @param rowsDone how many are written
 * @param fileSize in bytes; null until it is done
 * @param attempts how often it was begun
 * @param createdAt when it was asked for
 * @param endedAt when it was done or failed
 */
public record TicketExport(UUID id, UUID owner, Asked asked, Set<String> permissions, String state,
		@Nullable String reason, @Nullable Long rowsAll, long rowsDone, @Nullable Long fileSize, int attempts,
		Instant createdAt, @Nullable Instant endedAt) {

	/** Whether the file is there. */
	boolean isDone() {
		return this.state.equals("done");
	}

	/**
	 * What somebody wants.
	 *
	 * @param kind the path of the type of tickets
	 * @param format {@code csv}, {@code xlsx} or {@code pdf}
	 * @param filter parameters of the list's address; empty for all
	 * @param sort as the list takes it; null for the newest first
	 * @param columns what of each ticket; the usual ones where it is empty
	 * @param language {@code ja} or {@code en}
	 */
	public record Asked(String kind, String format, String filter, @Nullable String sort, List<String> columns,
			String language) {
	}

}
