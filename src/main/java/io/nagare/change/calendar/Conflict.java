package io.nagare.change.calendar;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Texts;

/**
 * Something that speaks against a change in its window.
 *
 * @param id names it as it is now; with another window, item or person on either side it
 * is another one
 * @param kind {@code same_ci}, {@code related_ci}, {@code same_person},
 * {@code outside_maintenance_window} or {@code freeze}
 * @param effect {@code informs}: to be acknowledged; {@code needs_approval}: by the
 * change manager; {@code blocks}: nobody may
 * @param change the change itself
 * @param other what it meets
 * @param overlapStart when both begin to be so
 * @param overlapEnd when no longer
 * @param acknowledged whether somebody noted it
 * @param passes why it does not stop the change: {@code let_pass}, {@code emergency},
 * {@code standard_model}; null for nothing
 */
public record Conflict(String id, String kind, @Schema(allowableValues = {
		"informs", "needs_approval", "blocks" }) String effect, Side change, Side other, Instant overlapStart,
		Instant overlapEnd, boolean acknowledged,
		@Schema(allowableValues = { "let_pass", "emergency", "standard_model" }) @Nullable String passes){

	static final String INFORMS = "informs";

	static final String NEEDS_APPROVAL = "needs_approval";

	static final String BLOCKS = "blocks";

	static final String FREEZE = "freeze";

	/** Whether the change may not be carried out while this is so. */
	boolean stops() {
		return this.passes == null && (this.kind.equals(FREEZE) || !this.acknowledged);
	}

	/** Whether not even the change manager may let it pass. */
	public boolean blocks() {
		return this.passes == null && this.effect.equals(BLOCKS);
	}

	/**
	 * The same as whoever may not read the other side gets to know it: by kind and time.
	 * @param shown whether he sees the name, which then does not stand for the content
	 * either: whoever knows his own items could find out by trying
	 */
	Conflict concealed(boolean shown) {
		return new Conflict(shown ? this.id.substring(0, this.id.lastIndexOf('/')) : this.id, this.kind, this.effect,
				this.change.about(this.change.name), this.other.about(null), this.overlapStart, this.overlapEnd,
				this.acknowledged, this.passes);
	}

	/**
	 * One of two that meet. Of a change that is confidential to the reader it tells only
	 * id and time.
	 *
	 * @param type {@code change}, {@code freeze} or {@code ci}
	 * @param id its id
	 * @param name its number or name; null where it is confidential to the reader
	 * @param start when its window begins; null where it has none
	 * @param end when its window ends; null where it has none
	 * @param ciIds the items on this side that the conflict is about
	 * @param userIds the people on this side that the conflict is about
	 */
	public record Side(String type, UUID id, @Nullable String name, @Nullable Instant start, @Nullable Instant end,
			List<UUID> ciIds, List<UUID> userIds) {

		/** Without what the conflict is about. */
		private Side about(@Nullable String shownName) {
			return new Side(this.type, this.id, shownName, this.start, this.end, List.of(), List.of());
		}

		/** What people call it. */
		public String label() {
			return (this.name != null) ? this.name : Texts.both("change.confidential");
		}

	}

}
