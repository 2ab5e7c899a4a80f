package io.nagare.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The running processes, by the ticket they serve. Every call joins the current
 * transaction; a verb that refuses rolls back record and token together.
 */
public interface Processes {

	/**
	 * Starts the main process of a new ticket of the bound tenant, which has no other
	 * yet, and runs it to its first wait.
	 */
	void begin(String processKey, UUID ticketId);

	/**
	 * The same of a process with a form that is filled in to ask for it.
	 * @param formId the id of that form
	 * @throws io.nagare.shared.Refusal VALIDATION_FAILED naming every field that is wrong
	 */
	void begin(String processKey, UUID ticketId, String formId, Map<String, Object> fields);

	/** Starts a further process for a ticket and runs it to its first wait. */
	default void start(String processKey, UUID ticketId) {
		start(processKey, ticketId, Map.of());
	}

	/**
	 * Starts a further process for a ticket and runs it to its first wait.
	 * @param variables what it is told until then
	 */
	void start(String processKey, UUID ticketId, Map<String, Object> variables);

	/** What is open on a ticket now, whoever may do it. */
	List<OpenAction> openActions(UUID ticketId);

	/**
	 * The same for several tickets at once; a ticket on which nothing is open is absent.
	 */
	Map<UUID, List<OpenAction>> openActions(Collection<UUID> ticketIds);

	/** What of that name is open on a ticket now, whoever may do it. */
	List<OpenAction> openActions(UUID ticketId, String action);

	/**
	 * Performs an action. A task that nobody has is claimed first, as Tasklist demands
	 * too.
	 * @param fields what the form takes; anything it does not declare is refused
	 * @throws io.nagare.shared.Refusal where the fields are wrong or a verb says no
	 */
	void perform(UUID ticketId, OpenAction action, Map<String, Object> fields);

	/**
	 * Gives a task to somebody, who may have it. On record, as it is no step of the
	 * ticket.
	 * @param task stands for the task, as any of its actions does
	 * @param username null for nobody
	 * @param claims whether he takes it himself
	 */
	void assign(OpenAction task, @Nullable String username, boolean claims);

	/**
	 * Keeps what the current caller says of a task where Tasklist shows it.
	 * @return the engine's id of it
	 */
	String comment(String taskId, String text);

	/** Whether the message, if the ticket's processes wait for it, is an action. */
	boolean isAction(UUID ticketId, String message);

	/**
	 * Sends a message to whatever waits for it.
	 * @return whether anything did
	 */
	boolean send(String message, UUID ticketId);

	/**
	 * Ends all that runs for a ticket, without going on to any end of its models.
	 * @param reason for the engine's own history
	 */
	void end(UUID ticketId, String reason);

	/**
	 * Lets the ticket's open tasks show what the ticket says when the transaction ends.
	 */
	void refreshTasks(UUID ticketId);

	/**
	 * Takes from somebody every task that he has claimed and that is offered to groups
	 * too. Tasks that give a ticket its assignee go with the ticket, and what the model
	 * gives to one person, such as a seat's vote, stays his.
	 */
	void release(String username);

	/**
	 * Gives the ticket's tasks that are offered to one person by name to another, whether
	 * he has claimed them or not.
	 * @param from username of whom they are offered to
	 * @param to username of who gets them
	 */
	void handTasks(UUID ticketId, String from, String to);

	/**
	 * Where the ticket's token rests, as its model calls that now; empty where it has
	 * none.
	 */
	Optional<WaitReached> standing(UUID ticketId);

	/** Where the tokens of the running processes rest, of all tenants. */
	TokenRows tokens();

	/**
	 * Where the ticket's processes stand and how they came there: the main one first, and
	 * each before those that it called.
	 */
	List<ProcessView> view(UUID ticketId);

	/**
	 * The BPMN XML of the version that one of the ticket's processes runs on.
	 * @param process its id; null for the main one
	 * @return null where there is none
	 */
	@Nullable String diagram(UUID ticketId, @Nullable String process);

}
