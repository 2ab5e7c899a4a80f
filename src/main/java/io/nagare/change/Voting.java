package io.nagare.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.identity.User;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Stamp;
import io.nagare.ticket.Stamps;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Decisions;

/** The board's rounds of votes. Each vote takes the change's row before it counts. */
@Component
@Transactional
class Voting {

	private final ChangeRepository changes;

	private final VotingRoundRepository rounds;

	private final Boards boards;

	private final Decisions decisions;

	private final Tickets tickets;

	private final Directory directory;

	private final CurrentCaller callers;

	private final Stamps stamps;

	Voting(ChangeRepository changes, VotingRoundRepository rounds, Boards boards, Decisions decisions, Tickets tickets,
			Directory directory, CurrentCaller callers, Stamps stamps) {
		this.changes = changes;
		this.rounds = rounds;
		this.boards = boards;
		this.decisions = decisions;
		this.tickets = tickets;
		this.directory = directory;
		this.callers = callers;
		this.stamps = stamps;
	}

	/**
	 * Opens the next round: the policy of the table, and a seat for each eligible member.
	 */
	void open(UUID id) {
		Change change = change(id);
		VotingPolicy policy = policy(change);
		int number = this.rounds.findFirstByChangeIdOrderByNumberDesc(id).map(VotingRound::number).orElse(0) + 1;
		this.rounds.save(new VotingRound(id, number, policy,
				this.boards.seatsFor(change, change.authority().orElseThrow(), policy.vetoRole()), this.stamps.now()));
	}

	private VotingPolicy policy(Change change) {
		return VotingPolicy.of(this.decisions.evaluate(VotingPolicy.TABLE,
				Map.of("type", change.type(), "risk", change.risk().orElse(Risk.HIGH))));
	}

	boolean hasSeats(UUID id) {
		return !round(id).seats().isEmpty();
	}

	/** The ids of the seats of the latest round. */
	List<String> seats(UUID id) {
		return round(id).seats().stream().map((seat) -> seat.id().toString()).toList();
	}

	/** The username of whoever holds the seat. */
	String holder(UUID id, String seatId) {
		return round(id).seats()
			.stream()
			.filter((seat) -> seat.id().toString().equals(seatId))
			.findFirst()
			.flatMap((seat) -> this.directory.user(seat.holder()))
			.map(User::username)
			.orElseThrow();
	}

	Instant deadline(UUID id) {
		return round(id).deadline();
	}

	/**
	 * Counts the caller's vote, in the place of an earlier one of his.
	 * @throws Refusal CONFLICT where the round is decided, FORBIDDEN where the caller
	 * holds no seat, VALIDATION_FAILED where a reason is missing
	 */
	void vote(UUID id, String word, @Nullable String reason) {
		this.tickets.take(id);
		VotingRound round = round(id);
		if (!round.isOpen() || round.standing() != Ballot.Outcome.OPEN) {
			throw Refusal.conflict("vote", "vote_over");
		}
		Seat seat = round.seatOf(this.callers.require().userId())
			.orElseThrow(() -> Refusal.forbidden("vote", "no_seat"));
		Vote vote = Vote.of(word).orElseThrow(() -> Refusal.invalid("vote", "not_a_choice", word));
		if ((vote == Vote.REJECT || vote == Vote.CONDITIONAL) && (reason == null || reason.isBlank())) {
			throw Refusal.invalid("reason", "required");
		}
		Stamp stamp = this.stamps.now();
		seat.cast(vote, reason, stamp);
		this.rounds.save(round);
		this.changes.save(change(id).voted(vote.word(), stamp));
	}

	boolean isDecided(UUID id) {
		return round(id).standing() != Ballot.Outcome.OPEN;
	}

	/**
	 * Closes the round by its votes, unless the change manager decided it alone.
	 * @return the outcome's word
	 */
	String close(UUID id) {
		VotingRound round = round(id);
		if (!round.isOpen()) {
			return round.outcome().orElseThrow();
		}
		Stamp stamp = this.stamps.now();
		Ballot.Outcome outcome = round.standing();
		round.close(outcome.word(), stamp);
		this.rounds.save(round);
		if (outcome == Ballot.Outcome.CONDITIONAL) {
			this.changes.save(change(id).freePlan(stamp).release(stamp));
		}
		else if (outcome == Ballot.Outcome.REJECTED) {
			this.changes.save(change(id).reject("諮問委員会が否決 / Rejected by the board", stamp));
		}
		return outcome.word();
	}

	/** Time is up: more of it, no, or another round. */
	void decide(UUID id, String decision, String reason) {
		VotingRound round = round(id);
		Stamp stamp = this.stamps.now();
		switch (decision) {
			case "extend" -> round.extend(stamp.at().plus(policy(change(id)).time()));
			case "reject" -> {
				round.close(Ballot.Outcome.REJECTED.word(), stamp);
				this.changes.save(change(id).reject(reason, stamp));
			}
			default -> round.close(VotingRound.VOID, stamp);
		}
		this.rounds.save(round);
		this.tickets.note(id, "投票期限後の判断 / Decision at the deadline: " + reason, false);
	}

	/** Nobody on the board may vote, so the change manager decides alone. */
	void decideAlone(UUID id, String decision, String reason) {
		VotingRound round = round(id);
		Stamp stamp = this.stamps.now();
		boolean approved = decision.equals("approve");
		round.close((approved ? Ballot.Outcome.APPROVED : Ballot.Outcome.REJECTED).word(), stamp);
		this.rounds.save(round);
		if (!approved) {
			this.changes.save(change(id).reject(reason, stamp));
		}
		this.tickets.note(id, "変更管理者の判断 / Decided by the change manager: " + reason, false);
	}

	/** The change was cancelled: an open round counts no more. */
	void abandon(UUID id) {
		this.rounds.findFirstByChangeIdOrderByNumberDesc(id).filter(VotingRound::isOpen).ifPresent((round) -> {
			round.close(VotingRound.VOID, this.stamps.now());
			this.rounds.save(round);
		});
	}

	private VotingRound round(UUID id) {
		return this.rounds.findFirstByChangeIdOrderByNumberDesc(id).orElseThrow(Refusal::notFound);
	}

	private Change change(UUID id) {
		return this.changes.findById(id).orElseThrow(Refusal::notFound);
	}

}
