package io.nagare.incident;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.assignment.AssigneeSelection;
import io.nagare.ticket.journal.Stamp;

/** Gives incidents to teams and people. */
@Component
@Transactional
class AssignmentService {

	private final TicketWork work;

	private final Directory directory;

	private final TicketAccess access;

	private final AssigneeSelection assignees;

	AssignmentService(TicketWork work, Directory directory, TicketAccess access, AssigneeSelection assignees) {
		this.work = work;
		this.directory = directory;
		this.access = access;
		this.assignees = assignees;
	}

	/**
	 * The routing rule's team, and the person whom its method chooses there. A team that
	 * the tenant has not, or null, leaves it to the default team, and where there is none
	 * to a dispatcher.
	 * @param method a word of the table; empty for nobody
	 */
	void route(UUID id, @Nullable String teamName, String method) {
		UUID team = this.directory.teamOrDefault(teamName).map(Team::id).orElse(null);
		Stamp stamp = this.work.now();
		Incident incident = incident(id).route(team, stamp);
		this.assignees.choose(incident, method, stamp);
		this.work.save(incident);
	}

	boolean hasTeam(UUID id) {
		Incident incident = incident(id);
		return incident.team().isPresent() || incident.assignee().isPresent();
	}

	/**
	 * Gives the incident to a team or a person; to the caller himself where neither is
	 * named.
	 */
	void assign(UUID id, @Nullable String teamId, @Nullable String assigneeId, @Nullable String reason) {
		Incident incident = incident(id);
		UUID team = Tickets.optionalUuid(teamId, "team_id");
		UUID assignee = Tickets.optionalUuid(assigneeId, "assignee_id");
		if (team == null && assignee == null) {
			assignee = this.work.caller().userId();
		}
		if (team != null) {
			this.access.requireTeam(team, "team_id");
		}
		if (assignee != null) {
			this.access.requireAgent(assignee, incident.kind(), "assignee_id");
			team = (team != null) ? team : teamFor(incident, assignee);
		}
		this.work.save(incident.assign(team, assignee, this.work.now()));
		if (reason != null && !reason.isBlank()) {
			this.work.note(id, Texts.label("ticket.note.assigned").with(reason), false);
		}
	}

	/** The team stays where the person belongs to it, or belongs to none. */
	private @Nullable UUID teamFor(Incident incident, UUID assignee) {
		List<UUID> teams = this.directory.teamsOf(List.of(assignee))
			.getOrDefault(assignee, Set.of())
			.stream()
			.sorted()
			.toList();
		UUID present = incident.team().orElse(null);
		return (teams.isEmpty() || (present != null && teams.contains(present))) ? present : teams.get(0);
	}

	private Incident incident(UUID id) {
		return this.work.get(Incident.class, id);
	}

}
