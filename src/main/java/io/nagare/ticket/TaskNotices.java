package io.nagare.ticket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.notice.NoticeAudience;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.workflow.DecisionWaits;
import io.nagare.workflow.Groups;

/**
 * Tells people of a task that its model gives to them. What is given to people or roles
 * asks for a decision; what is given to a team is the team's work.
 */
@Component
class TaskNotices {

	private final TicketRecords records;

	private final Directory directory;

	private final TicketAccess access;

	private final TicketNoticeService events;

	TaskNotices(TicketRecords records, Directory directory, TicketAccess access, TicketNoticeService events) {
		this.records = records;
		this.directory = directory;
		this.access = access;
		this.events = events;
	}

	/**
	 * Before the commit, when the task is where readers of its ticket are looked for, but
	 * before those are told whom nothing else told.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(DecisionWaits waits) {
		this.records.find(Ticket.class, waits.ticketId()).ifPresent((ticket) -> tell(waits, ticket));
	}

	private void tell(DecisionWaits waits, Ticket ticket) {
		List<UUID> deciders = this.access.readersAmong(deciders(waits), ticket, waits.excluded());
		if (!deciders.isEmpty()) {
			this.events.tell(ticket, "decision", Notice.of("ticket.decision_waits", ticket.title()),
					Map.of(NoticeAudience.DECIDERS, deciders));
		}
		waits.groups()
			.stream()
			.flatMap((group) -> Groups.teamOf(group).stream())
			.flatMap((team) -> this.directory.team(team).stream())
			.forEach((team) -> handed(ticket, team, waits.excluded()));
	}

	private List<User> deciders(DecisionWaits waits) {
		Map<UUID, User> deciders = new LinkedHashMap<>();
		waits.usernames()
			.stream()
			.flatMap((name) -> this.directory.userByUsername(name).stream())
			.forEach((user) -> deciders.put(user.id(), user));
		List<String> roles = Roles.all().stream().filter((role) -> waits.groups().contains(Groups.role(role))).toList();
		if (!roles.isEmpty()) {
			this.directory.withRoles(roles).forEach((user) -> deciders.put(user.id(), user));
		}
		return List.copyOf(deciders.values());
	}

	private void handed(Ticket ticket, Team team, List<String> excluded) {
		this.events.tell(ticket, "team", Notice.of("ticket.team", ticket.title(), team.name()), Map
			.of(NoticeAudience.TEAM, this.access.readersAmong(this.directory.membersOf(team.id()), ticket, excluded)));
	}

}
