package io.nagare.ticket.action;

import java.time.DateTimeException;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.shared.Times;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTriage;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.Groups;
import io.nagare.workforce.SubstituteQueries;
import io.nagare.workforce.Substitutions;

/** Whom the models of any type find by what a ticket says: who decides, who works. */
@Component
@Transactional
class ConcernedPeople {

	private final TicketWork work;

	private final TicketTriage triage;

	private final Directory directory;

	private final Cmdb cmdb;

	private final TicketTypes types;

	private final TicketAccess access;

	private final SubstituteQueries substitutes;

	ConcernedPeople(TicketWork work, TicketTriage triage, Directory directory, Cmdb cmdb, TicketTypes types,
			TicketAccess access, SubstituteQueries substitutes) {
		this.work = work;
		this.triage = triage;
		this.directory = directory;
		this.cmdb = cmdb;
		this.types = types;
		this.access = access;
		this.substitutes = substitutes;
	}

	@Nullable Object answer(UUID id, String field) {
		return this.work.get(Ticket.class, id).kept().get(field);
	}

	/**
	 * The beginning of a later day than people answered, where the tenant is; null where
	 * nobody did.
	 * @param later by so many days
	 * @throws Refusal VALIDATION_FAILED where the answer is no date
	 */
	@Nullable Date day(UUID id, String field, int later) {
		Object answer = answer(id, field);
		try {
			return (answer != null) ? Date
				.from(Times.day(answer.toString()).plusDays(later).atStartOfDay(this.directory.zone()).toInstant())
					: null;
		}
		catch (DateTimeException ex) {
			throw Refusal.invalid(field, "wrong_type", "date");
		}
	}

	/** Who decides as the manager of whom the ticket is for, else of the reporter. */
	Deciders manager(UUID id) {
		Ticket ticket = this.work.get(Ticket.class, id);
		Set<UUID> theirs = concerned(ticket);
		return deciders(
				theirs.stream().flatMap((person) -> this.directory.user(person).flatMap(User::manager).stream()),
				theirs, ticket);
	}

	/**
	 * The same, by name, of whom the manager reads what he is to decide on.
	 */
	List<String> askManager(UUID id) {
		List<String> usernames = manager(id).usernames();
		usernames.stream().findFirst().flatMap(this.directory::userByUsername).ifPresent((manager) -> {
			Ticket ticket = this.work.get(Ticket.class, id);
			this.types.of(ticket).offersDecisionTo(ticket, manager.id());
			// who may read it is asked of the database
			this.work.flush();
		});
		return usernames;
	}

	/**
	 * Who decides as the owner of the first item that the ticket is about, or as who
	 * owned it when the ticket was reported where its type remembers him.
	 */
	Deciders owner(UUID id) {
		Ticket ticket = this.work.get(Ticket.class, id);
		TicketType<?, ?> type = this.types.of(ticket);
		Optional<UUID> owner = type.actors().containsKey(TicketType.OWNER)
				? type.actors(TicketType.OWNER, ticket).stream().findFirst()
				: ticket.cis().stream().findFirst().flatMap(this.cmdb::item).flatMap(ConfigurationItem::ownerUser);
		Set<UUID> barred = concerned(ticket);
		barred.addAll(ticket.approvers());
		return deciders(owner.stream(), barred, ticket);
	}

	/**
	 * The groups that decide where nobody of the deciders is here: all managers, and
	 * administrators too where no manager is here who may.
	 */
	List<String> groupsInstead(UUID id, Deciders deciders) {
		Ticket ticket = this.work.get(Ticket.class, id);
		Substitutions substitutions = this.substitutes.now(ticket.kind());
		List<User> managers = this.directory.withRoles(List.of(Roles.MANAGER))
			.stream()
			.filter((manager) -> !deciders.barred().contains(manager.id()) && !substitutions.isAbsent(manager.id())
					&& this.directory.permissionsOf(manager, this.types.all()).contains(ticket.kind() + ":decide"))
			.toList();
		// who may read it is asked of the database
		this.work.flush();
		return this.access.readersAmong(managers, ticket, List.of()).isEmpty()
				? List.of(Groups.role(Roles.MANAGER), Groups.role(Roles.ADMIN)) : List.of(Groups.role(Roles.MANAGER));
	}

	/** Whom the ticket is for, and who reported it. */
	private Set<UUID> concerned(Ticket ticket) {
		Set<UUID> concerned = new LinkedHashSet<>(this.types.of(ticket).actors(TicketType.REQUESTED_FOR, ticket));
		concerned.add(ticket.reporter());
		return concerned;
	}

	private Deciders deciders(Stream<UUID> people, Set<UUID> barred, Ticket ticket) {
		return people.filter((person) -> !barred.contains(person))
			.flatMap((person) -> this.directory.user(person).filter(User::isActive).stream())
			.findFirst()
			.map((person) -> deciders(person, barred, ticket))
			.orElse(new Deciders(List.of(), false, barred));
	}

	/** Who stands in for who is away decides, too, where he may read what it is about. */
	private Deciders deciders(User person, Set<UUID> barred, Ticket ticket) {
		Substitutions substitutions = this.substitutes.now(ticket.kind());
		if (!substitutions.isAbsent(person.id())) {
			return new Deciders(List.of(person.username()), true, barred);
		}
		// who may read it is asked of the database
		this.work.flush();
		return substitutions.present(person.id())
			.filter((other) -> !barred.contains(other))
			.flatMap(this.directory::user)
			.filter((other) -> !this.access.readersAmong(List.of(other), ticket, List.of()).isEmpty())
			.map((other) -> new Deciders(List.of(person.username(), other.username()), true, barred))
			.orElse(new Deciders(List.of(person.username()), false, barred));
	}

	/**
	 * Who decides on a ticket by what he is to it.
	 *
	 * @param usernames those whom it is given to; none where there is nobody
	 * @param isHere whether one of them is not away
	 * @param barred who decides on no account
	 */
	record Deciders(List<String> usernames, boolean isHere, Set<UUID> barred) {
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
