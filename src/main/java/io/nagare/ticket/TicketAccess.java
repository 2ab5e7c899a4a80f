package io.nagare.ticket;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import io.nagare.identity.Caller;
import io.nagare.identity.Directory;
import io.nagare.identity.Roles;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Groups;
import io.nagare.workflow.OpenAction;

/**
 * Decides who may read a ticket and who may perform an action on it, whatever the door.
 */
@Component
public class TicketAccess {

	/**
	 * Separates who may from the phase in which, in the model's property {@code actors}.
	 */
	private static final String WHILE = " while ";

	private final Directory directory;

	private final List<Practice> practices;

	/** The practices are asked late: they ask us. */
	TicketAccess(Directory directory, @Lazy List<Practice> practices) {
		this.directory = directory;
		this.practices = practices;
	}

	/**
	 * Agents and viewers read the tenant's tickets, reporters their own. A confidential
	 * one is read by its reporter, its assignee, its team and those who decide.
	 */
	public boolean mayRead(Caller caller, Ticket ticket) {
		return mayRead(caller, Audience.of(ticket));
	}

	/** The same, of a ticket that was not read as a whole. */
	public static boolean mayRead(Caller caller, Audience ticket) {
		if (caller.userId().equals(ticket.reporter()) && caller.may(ticket.kind() + ":read_own")) {
			return true;
		}
		return caller.may(ticket.kind() + ":read") && (!ticket.confidential() || concerns(caller, ticket));
	}

	/**
	 * Whether a limited token lets its bearer change tickets of the kind: groups and
	 * assignments, by which its owner may, know nothing of the token's permissions.
	 */
	static boolean isWithinLimits(Caller caller, String kind) {
		return !caller.isLimited() || caller.may(kind + ":work") || caller.may(kind + ":decide")
				|| caller.may(kind + ":create");
	}

	private static boolean concerns(Caller caller, Audience ticket) {
		return decides(caller, ticket.kind()) || caller.userId().equals(ticket.assignee())
				|| (ticket.team() != null && caller.teams().contains(ticket.team()));
	}

	/** Whether confidential tickets of the practice are open to the caller. */
	static boolean decides(Caller caller, String kind) {
		return caller.may(kind + ":decide");
	}

	/**
	 * Notes and files come from who works on the ticket, who reported it, and programs
	 * that report for others. Who only reads adds nothing.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	void requireContributor(Caller caller, Ticket ticket) {
		boolean reporter = caller.userId().equals(ticket.reporter()) && caller.may(ticket.kind() + ":read_own");
		if (!reporter && !caller.may(ticket.kind() + ":report_for_others")) {
			caller.demand(ticket.kind() + ":work");
		}
	}

	/**
	 * Whether the caller may perform the action now: the one who has the task, those it
	 * is offered to, and whoever the model names in {@code actors}; but nobody whom it
	 * names in {@code excluded}.
	 */
	public boolean mayPerform(Caller caller, Ticket ticket, OpenAction action) {
		if (!mayRead(caller, ticket) || isBarred(caller.userId(), caller::may, ticket, action)) {
			return false;
		}
		Set<String> groups = Groups.of(caller);
		return caller.username().equals(action.assignee()) || action.candidates()
			.stream()
			.anyMatch((candidate) -> groups.contains(candidate) || candidate.equals("user:" + caller.username()))
				|| action.actors().stream().anyMatch((actor) -> isActor(actor, caller.userId(), caller::may, ticket));
	}

	/**
	 * Whether the model takes one of the actions from the user, whatever else he is.
	 */
	boolean isBarred(UUID user, Ticket ticket, List<OpenAction> actions) {
		Set<String> permissions = this.directory.user(user)
			.map((found) -> Roles.permissionsOf(found.role()))
			.orElse(Set.of());
		return actions.stream().anyMatch((action) -> isBarred(user, permissions::contains, ticket, action));
	}

	private boolean isBarred(UUID user, Predicate<String> may, Ticket ticket, OpenAction action) {
		return action.excluded().stream().anyMatch((word) -> isActor(word, user, may, ticket));
	}

	private boolean isActor(String actor, UUID user, Predicate<String> may, Ticket ticket) {
		int at = actor.indexOf(WHILE);
		if (at >= 0) {
			return ticket.phase() == Phase.of(actor.substring(at + WHILE.length()).strip())
					&& isActor(actor.substring(0, at).strip(), user, may, ticket);
		}
		return switch (actor) {
			case "agents" -> may.test(ticket.kind() + ":work");
			case "managers" -> may.test(ticket.kind() + ":decide");
			case "reporter" -> user.equals(ticket.reporter());
			default -> this.practices.stream()
				.anyMatch((practice) -> practice.kind().equals(ticket.kind())
						&& practice.isActor(actor, user, ticket.id()));
		};
	}

	/**
	 * Only agents give tickets, and only to active agents.
	 * @param caller null for the process itself
	 * @param assignee null for nobody
	 */
	void requireAgent(@Nullable Caller caller, @Nullable UUID assignee) {
		if (caller != null && !caller.isAgent()) {
			throw Refusal.forbidden();
		}
		if (assignee != null) {
			requireAgent(assignee, "assignee_id");
		}
	}

	/**
	 * Checks that the user is somebody who can work on tickets.
	 * @param field how the caller's request names the user
	 */
	public void requireAgent(UUID user, String field) {
		if (!isAgent(user)) {
			throw Refusal.invalid(field, "unknown_agent");
		}
	}

	/**
	 * Somebody else, as if he came himself.
	 * @throws Refusal VALIDATION_FAILED where nobody active has that name
	 */
	Caller asCaller(String username) {
		TenantId tenant = Tenancy.require();
		return this.directory.userByUsername(username)
			.filter((user) -> user.isActive() && user.tenant().filter(tenant.id()::equals).isPresent())
			.map((user) -> new Caller(user.id(), user.username(), tenant, user.role(),
					this.directory.teamsOf(List.of(user.id())).getOrDefault(user.id(), Set.of())))
			.orElseThrow(() -> Refusal.invalid("assignee", "unknown_user"));
	}

	/** Whether the user is somebody who can work on tickets. */
	public boolean isAgent(UUID user) {
		return this.directory.user(user)
			.filter((found) -> found.isActive() && Roles.permissionsOf(found.role()).contains("incident:work"))
			.isPresent();
	}

	/**
	 * What decides who may read a ticket.
	 *
	 * @param kind the practice in the singular
	 * @param confidential whether only those whom it concerns may
	 * @param reporter who reported it
	 * @param assignee who works on it; null for nobody
	 * @param team which team works on it; null for none
	 */
	public record Audience(String kind, boolean confidential, UUID reporter, @Nullable UUID assignee,
			@Nullable UUID team) {

		private static Audience of(Ticket ticket) {
			return new Audience(ticket.kind(), ticket.isConfidential(), ticket.reporter(),
					ticket.assignee().orElse(null), ticket.team().orElse(null));
		}

	}

	/** Everybody who may be given a task where no team is responsible. */
	static List<String> dispatchers() {
		return List.of(Groups.role(Roles.OPERATOR), Groups.role(Roles.MANAGER), Groups.role(Roles.ADMIN));
	}

}
