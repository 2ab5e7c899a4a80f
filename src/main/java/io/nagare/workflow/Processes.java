package io.nagare.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
	 * @param filled the form that was filled in to report the ticket
	 * @throws io.nagare.shared.Refusal VALIDATION_FAILED naming every field that is wrong
	 */
	void begin(String processKey, UUID ticketId, FilledForm filled);

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
	 * What asks somebody of the bound tenant for a decision now, the soonest due first;
	 * no more than so many. Whether he may take it is for the ticket's module to say.
	 * @param username his
	 * @param groups those he is in, as {@link Groups} names them
	 */
	List<WaitingDecision> decisions(String username, Collection<String> groups, int atMost);

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
	 * Removes what the engine remembers of tickets for which nothing runs any more.
	 */
	void forget(Collection<UUID> ticketIds);

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

	/** Those of the tickets whose processes go on by a timer before then. */
	Set<UUID> goOnBefore(Collection<UUID> tickets, Instant before);

	/**
	 * When the ticket's model closes it by a timer, if nobody acts before; empty where no
	 * timer does.
	 */
	Optional<Instant> closesAt(UUID ticketId);

	/** The tickets that have tasks which are offered to the person by name. */
	List<UUID> offeredTo(String username);

	/**
	 * Offers the ticket's tasks that are offered to people by name to those whom their
	 * versions name now, such as who stands in for them. Whoever has claimed one and is
	 * among them keeps it; those to whom it is new are told.
	 */
	void offerAnew(UUID ticketId);

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
