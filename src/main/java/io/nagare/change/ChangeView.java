package io.nagare.change;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.WordOf;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/**
 * A change in the API. Times are moments in UTC.
 *
 * @param ticket what every ticket shows
 * @param changeNumber what people call it
 * @param type {@code standard}, {@code normal} or {@code emergency}
 * @param reason why it is wanted
 * @param plannedStart when its window begins
 * @param plannedEnd when it ends
 * @param pointOfNoReturn from when there is no way back
 * @param implementationPlan how it is done
 * @param backoutPlan how it is undone
 * @param testPlan how it is shown to work
 * @param riskAnswers what people answered on its risk
 * @param likelihood 1 to 5; null until it was rated
 * @param impact 1 to 5; null until it was rated
 * @param riskScore their product
 * @param risk its level: {@code low}, {@code medium} or {@code high}
 * @param modelId the model it follows
 * @param implementerId who is responsible for carrying it out
 * @param planFixed whether the plan was assessed and stays as it is
 * @param authority who authorises it, a word of the table
 * @param rejectionReason why it was rejected; null where it was not
 * @param startedAt when work began
 * @param endedAt when work was over
 * @param outcome how it ended
 * @param review what was learnt
 */
public record ChangeView(@JsonUnwrapped TicketSummary ticket, String changeNumber, @Schema(allowableValues = {
		"standard", "normal", "emergency", "process" }) String type, @Nullable String reason,
		@Nullable Instant plannedStart, @Nullable Instant plannedEnd, @Nullable Instant pointOfNoReturn,
		@Nullable String implementationPlan, @Nullable String backoutPlan, @Nullable String testPlan,
		ChangeFields.RiskAnswers riskAnswers, @Nullable Integer likelihood, @Nullable Integer impact,
		@Nullable Integer riskScore, @Nullable String risk, @Nullable UUID modelId, @Nullable UUID implementerId,
		boolean planFixed, @Nullable String authority, @Nullable String rejectionReason, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @WordOf(Outcome.class) @Nullable String outcome,
		@Nullable String review) implements TicketRow{

}
