package io.nagare.threshold;

import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * A figure that is, or was, beyond a threshold.
 *
 * @param figure its name
 * @param title what people call it
 * @param by {@code whole}, or what tells the parts apart
 * @param part the key of the part; empty for the whole
 * @param label what people call the part; empty for the whole
 * @param unit {@code seconds}, {@code share}, {@code number} or {@code count}
 * @param value what it was when it was last counted; a share in percent, a time in hours
 * @param since since when it is beyond
 * @param recoveredAt when it was found not to be any more; null while it is
 * @param ticketId what was opened for it; null for nothing
 */
@Schema(name = "FigureAlert")
public record FigureAlert(UUID id, String figure, Label title, @Schema(allowableValues = {
		"whole", "team", "category", "priority" }) String by, String part, String label,
		@Schema(allowableValues = { "seconds", "share", "number", "count" }) String unit, double value, Instant since,
		@Nullable Instant recoveredAt, @Nullable UUID ticketId, @Nullable String ticketNumber){
}
