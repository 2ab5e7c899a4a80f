package io.nagare.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/**
 * An incident in the API.
 *
 * @param ticket what every ticket shows
 * @param incidentNumber what people call it
 * @param impact word of the table
 * @param urgency word of the table
 * @param requestedPriority what the reporter asked for
 * @param holdReason what it waits for while on hold
 * @param supplierId the supplier that it is held for
 * @param supplierName what that one is called
 * @param vendorReference under which number the supplier has it
 * @param resolution how it was resolved
 * @param resolutionCode the kind of resolution
 * @param reassignmentCount how often its team changed
 * @param reopenCount how often a resolution did not hold
 * @param major whether it is a major incident
 * @param incidentManagerId who leads it as a major incident
 * @param communicationsLeadId who tells people how it stands
 * @param technicalLeadId who leads the work on it
 */
public record IncidentView(@JsonUnwrapped TicketSummary ticket, String incidentNumber, String impact, String urgency,
		String requestedPriority, @Nullable String holdReason, @Nullable UUID supplierId, @Nullable String supplierName,
		@Nullable String vendorReference, @Nullable String resolution, @Nullable String resolutionCode,
		int reassignmentCount, int reopenCount, boolean major, @Nullable UUID incidentManagerId,
		@Nullable UUID communicationsLeadId, @Nullable UUID technicalLeadId) implements TicketRow {

}
