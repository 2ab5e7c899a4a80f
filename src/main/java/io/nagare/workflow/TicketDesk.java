package io.nagare.workflow;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

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
	 * Checks, in the same way, that the current caller may take a task, hand it on or let
	 * go of it: whoever may perform something there takes it, and gives it to others of
	 * whom that is true; whoever has it may let go of it. Where there is no caller, the
	 * process itself gives it.
	 * @param before stands for the actions of the task, as it was before
	 * @param assignee username of the one who gets the task; null for nobody
	 * @throws io.nagare.shared.Refusal if not
	 */
	void admit(UUID ticketId, OpenAction before, @Nullable String assignee);

	/**
	 * Lets the current caller look at what the ticket says, and has the look recorded
	 * where that is confidential.
	 * @throws io.nagare.shared.Refusal NOT_FOUND where there is no such ticket for him
	 */
	void show(UUID ticketId);

	/**
	 * What the forms of the ticket's tasks show and offer: read-only values by field key,
	 * and the options of selects by their {@code valuesKey}, as lists of
	 * {@link FormField.Option}.
	 */
	Map<String, Object> formContext(UUID ticketId);

}
