package io.nagare.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The one way in for who comes by the engine's own API, as Tasklist does. The module that
 * owns the tickets implements it as it implements its own API: it takes the ticket's row,
 * lets the current caller in or not, and performs. The engine itself is asked for nothing
 * that came from outside.
 */
public interface TicketWorkService {

	/**
	 * Completes a task by one of its actions.
	 * @param action its word; null where none was said
	 * @param fields what its form takes
	 * @throws io.nagare.shared.Refusal CONFLICT where there is no such task any more,
	 * FORBIDDEN where it is not the caller's, VALIDATION_FAILED where action or fields
	 * are wrong
	 */
	void complete(UUID ticketId, String taskId, @Nullable String action, Map<String, Object> fields);

	/**
	 * Performs the action that a message stands for.
	 * @throws io.nagare.shared.Refusal FORBIDDEN where the message is no action, or not
	 * the caller's
	 */
	void receive(UUID ticketId, String message, Map<String, Object> fields);

	/**
	 * Takes a task, hands it on or lets go of it: whoever may perform something there
	 * takes it, and gives it to others of whom that is true; whoever has it may let go of
	 * it.
	 * @param username of the one who gets it; null for nobody
	 * @throws io.nagare.shared.Refusal CONFLICT where there is no such task any more,
	 * FORBIDDEN where it is not for the caller or not for the other
	 */
	void assign(UUID ticketId, String taskId, @Nullable String username);

	/**
	 * Takes a task that nobody else has.
	 * @throws io.nagare.shared.Refusal as {@link #assign} does, and CONFLICT where
	 * somebody else has it
	 */
	void claim(UUID ticketId, String taskId, @Nullable String username);

	/**
	 * Keeps what the caller says of a task as an internal note of the ticket, where
	 * agents look for it, and on record; the engine keeps a copy for Tasklist.
	 * @return the engine's id of its copy
	 * @throws io.nagare.shared.Refusal if he may not, or says too much
	 */
	String comment(UUID ticketId, String taskId, String text);

	/**
	 * Has what a program outside reports of its work written down, and the process go on,
	 * while the ticket's row is taken. Whether the program may is decided before.
	 * @throws io.nagare.shared.Refusal NOT_FOUND where the tenant has no such ticket
	 */
	void holding(UUID ticketId, Runnable report);

	/**
	 * Whether the current caller may look at what the ticket says. The look is recorded
	 * where that is confidential.
	 */
	boolean shows(UUID ticketId);

	/**
	 * Masks personal data in one text, for callers whose other doors mask it, too. Empty
	 * for callers who read texts as they are.
	 */
	Optional<UnaryOperator<String>> mask();

}
