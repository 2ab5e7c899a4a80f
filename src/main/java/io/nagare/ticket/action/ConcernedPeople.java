package io.nagare.ticket.action;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTriage;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.workflow.Groups;

/** Whom the models of any type find by what a ticket says: who decides, who works. */
@Component
@Transactional
class ConcernedPeople {

	private final TicketWork work;

	private final TicketTriage triage;

	private final Directory directory;

	private final Cmdb cmdb;

	private final TicketTypes types;

	ConcernedPeople(TicketWork work, TicketTriage triage, Directory directory, Cmdb cmdb, TicketTypes types) {
		this.work = work;
		this.triage = triage;
		this.directory = directory;
		this.cmdb = cmdb;
		this.types = types;
	}

	@Nullable Object answer(UUID id, String field) {
		return this.work.get(Ticket.class, id).kept().get(field);
	}

	/**
	 * The username of the manager of whom the ticket is for, else of the reporter's,
	 * while he is here and neither of the two himself.
	 */
	Optional<String> manager(UUID id) {
		Ticket ticket = this.work.get(Ticket.class, id);
		Set<UUID> theirs = new LinkedHashSet<>(this.types.of(ticket).actors(TicketType.REQUESTED_FOR, ticket));
		theirs.add(ticket.reporter());
		return theirs.stream()
			.flatMap((person) -> this.directory.user(person).flatMap(User::manager).stream())
			.filter((manager) -> !theirs.contains(manager))
			.flatMap((manager) -> present(manager).stream())
			.findFirst();
	}

	/** The name of the site where the ticket arose; null where nobody said. */
	@Nullable String site(UUID id) {
		return this.directory.organizationUnitName(UnitKind.SITE, this.work.get(Ticket.class, id).place().siteId());
	}

	/** The name of the department where the ticket arose; null where nobody said. */
	@Nullable String department(UUID id) {
		return this.directory.organizationUnitName(UnitKind.DEPARTMENT,
				this.work.get(Ticket.class, id).place().departmentId());
	}

	/** The username of who owns the first item that the ticket is about. */
	Optional<String> owner(UUID id) {
		return this.work.get(Ticket.class, id)
			.cis()
			.stream()
			.findFirst()
			.flatMap(this.cmdb::item)
			.flatMap(ConfigurationItem::ownerUser)
			.flatMap(this::present);
	}

	private Optional<String> present(UUID user) {
		return this.directory.user(user).filter(User::isActive).map(User::username);
	}

	String team(String name) {
		return find(name).map((team) -> Groups.team(team.id())).orElse(Groups.AGENTS);
	}

	void route(UUID id, String name) {
		find(name).ifPresent((team) -> this.triage.route(id, team.id()));
	}

	private Optional<Team> find(String name) {
		return this.directory.teams()
			.stream()
			.filter((team) -> team.isActive() && team.name().equals(name))
			.findFirst();
	}

}
