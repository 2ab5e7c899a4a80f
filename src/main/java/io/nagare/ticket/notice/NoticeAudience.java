package io.nagare.ticket.notice;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.follower.FollowerStore;
import io.nagare.workforce.SubstituteQueries;
import io.nagare.workforce.roster.DutySchedules;

/**
 * Those whom the words of a table mean, as far as they may read the ticket: people of
 * every ticket, those of its type's models, roles, and those whom an event itself is
 * about.
 */
@Component
public class NoticeAudience {

	/** Everybody of a role, as in {@code role:manager}. */
	private static final String ROLE = "role:";

	private static final String ON_DUTY = "on_duty";

	/** Means nobody; whoever else the words mean is told in his quiet time too. */
	private static final String URGENT = "urgent";

	private static final String ASSIGNEE = "assignee";

	private static final String MANAGERS = "managers";

	private static final List<String> OF_EVERY_TICKET = List.of("reporter", ASSIGNEE, "team", "team_manager", MANAGERS,
			"followers", ON_DUTY, URGENT);

	/** The ticket's team; of a task that is given to another, that one. */
	public static final String TEAM = "team";

	/**
	 * Those to whom a decision is offered; of other events, those whom all that wait are.
	 */
	public static final String DECIDERS = "deciders";

	/** Those whose votes are wanted. */
	public static final String VOTERS = "voters";

	/** The reporters of a major incident's children. */
	public static final String CHILD_REPORTERS = "child_reporters";

	private static final List<String> OF_EVENTS = List.of(DECIDERS, VOTERS, CHILD_REPORTERS);

	private final Directory directory;

	private final TicketAccess access;

	private final TicketTypes types;

	private final FollowerStore followers;

	private final DutySchedules duty;

	private final SubstituteQueries substitutes;

	private final TaskDeciders deciders;

	NoticeAudience(Directory directory, TicketAccess access, TicketTypes types, FollowerStore followers,
			DutySchedules duty, SubstituteQueries substitutes, TaskDeciders deciders) {
		this.substitutes = substitutes;
		this.deciders = deciders;
		this.directory = directory;
		this.access = access;
		this.types = types;
		this.followers = followers;
		this.duty = duty;
	}

	/**
	 * Those of the words who may read the ticket. Within a transaction.
	 * @param words with commas between them
	 * @param ofEvent whom the event itself is about, by their word
	 */
	public Set<UUID> readers(Ticket ticket, String words, Map<String, ? extends Collection<UUID>> ofEvent) {
		Set<UUID> people = new LinkedHashSet<>();
		List<String> written = words(words);
		for (String word : written) {
			@Nullable Collection<UUID> ofWord = ofEvent.get(word);
			people.addAll((ofWord != null) ? ofWord : people(ticket, word).toList());
		}
		Set<UUID> readers = new LinkedHashSet<>();
		if (!people.isEmpty()) {
			readers.addAll(this.access.readersAmong(people, ticket));
		}
		if (written.contains(ASSIGNEE) && ticket.assignee().filter(Predicate.not(readers::contains)).isPresent()) {
			readers.addAll(this.access.readersAmong(people(ticket, TEAM).toList(), ticket));
		}
		return readers;
	}

	/**
	 * The readers, by whether the words wake them in their quiet time: everybody, where
	 * one of the words is {@value #URGENT}, else who is on call.
	 */
	public Map<Boolean, List<UUID>> byUrgency(Ticket ticket, String words, Set<UUID> readers) {
		List<String> written = words(words);
		Set<UUID> onDuty = written.contains(ON_DUTY) ? people(ticket, ON_DUTY).collect(Collectors.toSet()) : Set.of();
		return readers.stream()
			.collect(Collectors.groupingBy((user) -> written.contains(URGENT) || onDuty.contains(user)));
	}

	static List<String> words(String written) {
		return Arrays.stream(written.split(",", -1)).map(String::strip).filter((word) -> !word.isEmpty()).toList();
	}

	/**
	 * A ticket that nobody has, or somebody who may not read it any more, is its team's;
	 * where nobody is on call, the team's manager is told, and where he is none or away
	 * and nobody stands in for him, all managers.
	 */
	private Stream<UUID> people(Ticket ticket, String word) {
		Optional<Team> team = ticket.team().flatMap(this.directory::team);
		return switch (word) {
			case ASSIGNEE -> ticket.assignee().map(Stream::of).orElseGet(() -> people(ticket, TEAM));
			case TEAM -> team.stream().flatMap((one) -> ids(this.directory.membersOf(one.id())));
			case "team_manager" -> team.stream()
				.flatMap((one) -> manager(ticket, one).map(Stream::of).orElseGet(() -> people(ticket, MANAGERS)));
			case URGENT -> Stream.empty();
			case ON_DUTY -> team.flatMap((one) -> onDuty(ticket, one))
				.map(Stream::of)
				.orElseGet(() -> people(ticket, "team_manager"));
			case DECIDERS -> this.deciders.of(ticket).stream();
			case MANAGERS -> people(ticket, ROLE + Roles.MANAGER);
			case "reporter" -> Stream.of(ticket.reporter());
			case "followers" -> this.followers.of(ticket.id()).stream();
			default -> word.startsWith(ROLE) ? ids(this.directory.withRoles(List.of(word.substring(ROLE.length()))))
					: ofType(ticket, word).stream();
		};
	}

	/** The team's manager, or who stands in for him. */
	private Optional<UUID> manager(Ticket ticket, Team team) {
		return team.manager()
			.flatMap((manager) -> this.substitutes.lately(ticket.kind())
				.present(manager, (one) -> this.directory.user(one).filter(User::isActive).isPresent()
						&& !this.access.readersAmong(List.of(one), ticket).isEmpty()));
	}

	/** The first on call who may read it. */
	private Optional<UUID> onDuty(Ticket ticket, Team team) {
		List<UUID> onDuty = this.duty.onDuty(team.id());
		Set<UUID> readers = Set.copyOf(this.access.readersAmong(onDuty, ticket));
		return onDuty.stream().filter(readers::contains).findFirst();
	}

	/** Nobody, of a word that means somebody of other tickets. */
	private Set<UUID> ofType(Ticket ticket, String word) {
		if (!known().contains(word)) {
			throw new Refusal(Refusal.Kind.MODEL_MISBEHAVED,
					List.of(Refusal.Detail.of(null, "unknown_recipient", word, String.join(", ", known()))));
		}
		return this.types.of(ticket).actors(word, ticket);
	}

	private static Stream<UUID> ids(List<User> users) {
		return users.stream().map(User::id);
	}

	/** Every word that means somebody, of a ticket of whatever type. */
	SortedSet<String> known() {
		SortedSet<String> known = new TreeSet<>(OF_EVERY_TICKET);
		known.addAll(OF_EVENTS);
		this.types.all().stream().map(TicketType::actors).forEach((actors) -> known.addAll(actors.keySet()));
		Roles.all().forEach((role) -> known.add(ROLE + role));
		return known;
	}

}
