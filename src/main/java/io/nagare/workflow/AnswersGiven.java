package io.nagare.workflow;

import java.util.Map;
import java.util.UUID;

/**
 * The fields of a form that are kept on the ticket, as the caller filled them in, in the
 * current transaction.
 *
 * @param ticketId the ticket
 * @param answers texts, numbers and truth values by the keys of their fields
 */
public record AnswersGiven(UUID ticketId, Map<String, Object> answers) {
}
