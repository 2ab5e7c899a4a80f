package io.nagare.ticket.assignment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.MemberTurns;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;
import io.nagare.workforce.SubstituteQueries;
import io.nagare.workforce.Substitutions;
import io.nagare.workforce.roster.DutySchedules;

/**
 * Has somebody of a ticket's team work on it, as a table says: somebody who is there, may
 * do it and has room for it. Outside of the business hours those are at work who are on
 * call, where the team plans that. The ticket's journal says who and why, or that nobody
 * is left and the team has it.
 */
@Component
@Transactional
public class AssigneeSelection {

	private final Directory directory;

	private final TicketAccess access;

	private final SubstituteQueries substitutes;

	private final WorkloadQueries workloads;

	private final DutySchedules duty;

	private final MemberTurns turns;

	AssigneeSelection(Directory directory, TicketAccess access, SubstituteQueries substitutes,
			WorkloadQueries workloads, DutySchedules duty, MemberTurns turns) {
		this.directory = directory;
		this.access = access;
		this.substitutes = substitutes;
		this.workloads = workloads;
		this.duty = duty;
		this.turns = turns;
	}

	/**
	 * Chooses, unless somebody has the ticket, or it has no team. Who calls saves the
	 * ticket.
	 * @param word of the table; empty for nobody
	 * @throws Refusal MODEL_MISBEHAVED for a word that means nothing
	 */
	public void choose(Ticket ticket, String word, Stamp stamp) {
		AssignmentMethod method = AssignmentMethod.of(word)
			.orElseThrow(() -> new Refusal(Refusal.Kind.MODEL_MISBEHAVED, List
				.of(Refusal.Detail.of(null, "unknown_assignment", word, String.join(", ", AssignmentMethod.words())))));
		UUID team = ticket.team().orElse(null);
		if (method == AssignmentMethod.NONE || team == null || ticket.assignee().isPresent()) {
			return;
		}
		Optional<AssigneeChoice> choice = choice(ticket, team, method);
		if (choice.isPresent() && !takes(team, choice.get(), stamp)) {
			// somebody else chose while this was waiting; now it is this one's turn
			choice = choice(ticket, team, method);
			choice.ifPresent((again) -> takes(team, again, stamp));
		}
		ticket.chosen(choice.map((one) -> one.candidate().user()).orElse(null),
				choice.map(AssigneeChoice::reason).orElseGet(() -> Texts.label("ticket.choice.nobody")).both(), stamp);
	}

	private boolean takes(UUID team, AssigneeChoice choice, Stamp stamp) {
		return this.turns.take(team, choice.candidate().user(), choice.candidate().timesChosen(), stamp.at());
	}

	private Optional<AssigneeChoice> choice(Ticket ticket, UUID team, AssignmentMethod method) {
		Substitutions away = this.substitutes.lately(ticket.kind());
		Set<UUID> able = new HashSet<>(this.access.workersAmong(this.directory.membersOf(team), ticket));
		able.removeIf((user) -> away.isAbsent(user) || user.equals(ticket.reporter()));
		if (this.duty.isPlanned(team) && (method == AssignmentMethod.ON_DUTY || this.duty.isAfterHours())) {
			able.retainAll(this.duty.onDuty(team));
		}
		if (able.isEmpty()) {
			return Optional.empty();
		}
		List<Candidate> candidates = this.workloads.ofNobodyElse(team)
			.stream()
			.filter((candidate) -> able.contains(candidate.user()))
			.toList();
		return AssigneeChoice.of(method, candidates, preferred(ticket, team, method, away));
	}

	/** Who is away is stood in for, where the one who does may be chosen. */
	private List<UUID> preferred(Ticket ticket, UUID team, AssignmentMethod method, Substitutions away) {
		return switch (method) {
			case ON_DUTY -> this.duty.onDuty(team);
			case LAST_HELPER -> this.workloads.lastHelper(ticket.reporter(), team, ticket.kind())
				.flatMap(away::present)
				.stream()
				.toList();
			default -> List.of();
		};
	}

}
