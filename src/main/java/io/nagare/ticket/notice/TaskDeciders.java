package io.nagare.ticket.notice;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.Groups;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.Processes;

/** Those to whom models offer tasks by name or by role, and who may do them. */
@Component
public class TaskDeciders {

	private final Directory directory;

	private final TicketAccess access;

	private final Processes processes;

	TaskDeciders(Directory directory, TicketAccess access, Processes processes) {
		this.directory = directory;
		this.access = access;
		this.processes = processes;
	}

	/**
	 * Those of the people and of the roles who may read the ticket and are not excluded.
	 * Within a transaction.
	 * @param usernames names of people; unknown ones are left out
	 * @param groups as {@link Groups} names them; those that are no roles mean nobody
	 * @param excluded who may not, by words of the model
	 */
	public List<UUID> among(Ticket ticket, Collection<String> usernames, Collection<String> groups,
			Collection<String> excluded) {
		Map<UUID, User> people = new LinkedHashMap<>();
		usernames.stream()
			.flatMap((name) -> this.directory.userByUsername(name).stream())
			.forEach((user) -> people.put(user.id(), user));
		List<String> roles = Roles.all().stream().filter((role) -> groups.contains(Groups.role(role))).toList();
		if (!roles.isEmpty()) {
			this.directory.withRoles(roles).forEach((user) -> people.put(user.id(), user));
		}
		return this.access.readersAmong(people.values(), ticket, excluded);
	}

	/**
	 * Whether the ticket waits for decisions alone, so that nobody can work on it yet.
	 */
	public boolean areAwaited(Ticket ticket) {
		List<OpenAction> tasks = this.processes.openActions(ticket.id())
			.stream()
			.filter((action) -> action.taskName() != null)
			.toList();
		return !tasks.isEmpty() && tasks.stream().allMatch(OpenAction::isAskedOfPeople);
	}

	/** Those for whose decision the ticket waits now. */
	public Set<UUID> of(Ticket ticket) {
		Set<UUID> deciders = new LinkedHashSet<>();
		this.processes.openActions(ticket.id())
			.stream()
			.filter(OpenAction::isDecision)
			.forEach((action) -> deciders.addAll(
					among(ticket, action.candidates().stream().flatMap((one) -> Groups.personOf(one).stream()).toList(),
							action.candidates(), action.excluded())));
		return deciders;
	}

}
