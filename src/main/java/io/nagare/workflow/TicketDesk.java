package io.nagare.workflow;

import java.util.Map;
import java.util.UUID;

/** What the engine asks of the module that owns the tickets, which implements it. */
public interface TicketDesk {

	/** What the ticket's tasks show. */
	WorkItem workItem(UUID ticketId);

	/**
	 * Takes the ticket's row for this transaction, before anything of its process is
	 * read.
	 * @throws io.nagare.shared.Refusal NOT_FOUND where the tenant has no such ticket
	 */
	void take(UUID ticketId);

	/**
	 * Takes the ticket's row for this transaction, so that of two callers one waits and
	 * then finds the action gone, and checks that the current caller may perform it.
	 * @throws io.nagare.shared.Refusal if not
	 */
	void admit(UUID ticketId, OpenAction action);

	/**
	 * Keeps what the current caller says of one of the ticket's tasks as an internal
	 * note.
	 * @throws io.nagare.shared.Refusal if he may not, or says too much
	 */
	void comment(UUID ticketId, String text);

	/**
	 * What the forms of the ticket's tasks show and offer: read-only values by field key,
	 * and the options of selects by their {@code valuesKey}, as lists of
	 * {@link FormField.Option}.
	 */
	Map<String, Object> formContext(UUID ticketId);

}
