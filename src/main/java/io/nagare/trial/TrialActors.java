package io.nagare.trial;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.action.TicketActions;
import io.nagare.workflow.Groups;
import io.nagare.workflow.Processes;

/** Finds who does what in a trial: whoever is named, else the first who may. */
@Component
public class TrialActors {

	/** So many people are asked at most whether they may. */
	private static final int MOST = 300;

	private final Callers people;

	private final Directory directory;

	private final TicketActions actions;

	private final Processes processes;

	TrialActors(Callers people, Directory directory, TicketActions actions, Processes processes) {
		this.people = people;
		this.directory = directory;
		this.actions = actions;
		this.processes = processes;
	}

	/**
	 * Who reports.
	 * @param by his user name; null for the caller where he may, else the first who may
	 */
	Optional<Caller> reporter(String kind, @Nullable String by, Caller caller) {
		return (by != null) ? Optional.of(named(by))
				: Stream.concat(Stream.of(caller), workers()).filter((one) -> one.may(kind + ":create")).findFirst();
	}

	/**
	 * Who performs the action.
	 * @param by his user name; null for the first who may
	 * @param before who did something before, the latest first
	 */
	public Optional<Caller> performer(UUID ticket, TicketActions.Wanted wanted, @Nullable String by,
			List<Caller> before) {
		return (by != null) ? Optional.of(named(by)) : first(ticket, wanted, before);
	}

	private Optional<Caller> first(UUID ticket, TicketActions.Wanted wanted, List<Caller> before) {
		Stream<Caller> people = Stream.of(before.stream(), offered(ticket, wanted.name()), workers())
			.flatMap((group) -> group);
		return this.actions.firstWhoMay(people.limit(MOST), ticket, wanted);
	}

	/** Those to whom the action is offered by name. */
	private Stream<Caller> offered(UUID ticket, String action) {
		return this.processes.openActions(ticket, action)
			.stream()
			.flatMap((open) -> Stream.concat(Stream.ofNullable(open.assignee()),
					open.candidates().stream().flatMap((candidate) -> Groups.personOf(candidate).stream())))
			.map(this.people::byUsername)
			.flatMap(Optional::stream);
	}

	private Stream<Caller> workers() {
		return this.directory.withRoles(List.of(Roles.OPERATOR, Roles.MANAGER, Roles.ADMIN))
			.stream()
			.map(User::id)
			.map(this.people::byId)
			.flatMap(Optional::stream);
	}

	private Caller named(String username) {
		return this.people.byUsername(username)
			.filter((person) -> Tenancy.require().equals(person.tenant()))
			.orElseThrow(() -> Refusal.invalid("by", "unknown_user"));
	}

}
