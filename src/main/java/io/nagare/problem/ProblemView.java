package io.nagare.problem;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/**
 * A problem in the API.
 *
 * @param ticket what every ticket shows
 * @param problemNumber what people call it
 * @param rootCause why it is there; null until it was found
 * @param causeCode the kind of cause
 * @param symptom by what it is recognised
 * @param workaround what helps meanwhile
 * @param knownError whether symptom and workaround are published
 * @param resolution how it was solved; null while it is not
 * @param riskState {@code proposed}, {@code accepted}, {@code rejected},
 * {@code withdrawn} where it was solved before anybody decided, {@code ended} where a
 * review ended the acceptance; null where nobody ever wanted to live with it
 * @param riskReason why it should be lived with
 * @param riskReviewDate when that is looked at again
 * @param incidentIds the incidents it caused
 * @param changeIds the changes linked to it
 */
public record ProblemView(@JsonUnwrapped TicketSummary ticket, String problemNumber, @Nullable String rootCause,
		@Nullable String causeCode, @Nullable String symptom, @Nullable String workaround, boolean knownError,
		@Nullable String resolution, @Schema(allowableValues = {
				"proposed", "accepted", "rejected", "withdrawn", "ended" }) @Nullable String riskState,
		@Nullable String riskReason, @Nullable LocalDate riskReviewDate, List<UUID> incidentIds,
		List<UUID> changeIds) implements TicketRow{

}
