package io.nagare.intake.alert;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a source tells together, and the incident that it became.
 *
 * @param source where it comes from
 * @param state {@code firing} or {@code resolved}
 * @param flips how often it changed its mind lately
 * @param notedAt when its incident was told last; null for never
 * @param received how many signals there were
 * @param isStorm whether it stands for all that its source tells beyond measure
 * @param isInStorm whether its incident is that of such a group
 */
public record AlertGroup(UUID id, String source, String title, String state, String priority, @Nullable UUID ticketId,
		@Nullable String ticketNumber, int flips, @Nullable Instant notedAt, long received, boolean isStorm,
		boolean isInStorm, Instant createdAt, Instant updatedAt) {

	static final String FIRING = "firing";

	static final String RESOLVED = "resolved";

	/** As who may not read its incident sees it. */
	AlertGroup withoutIncident() {
		return new AlertGroup(this.id, this.source, "", this.state, "", null, null, this.flips, this.notedAt,
				this.received, this.isStorm, this.isInStorm, this.createdAt, this.updatedAt);
	}

	boolean isFiring() {
		return this.state.equals(FIRING);
	}

}
