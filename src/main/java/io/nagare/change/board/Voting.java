package io.nagare.change.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.notice.NoticeAudience;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.change.Change;
import io.nagare.change.Risk;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.Processes;
import io.nagare.workforce.AvailabilityService;

/** The board's rounds of votes, which are counted with the change's row taken. */
@Component
@Transactional
public class Voting {

	private final TicketWork work;

	private final Boards boards;

	private final Decisions decisions;

	private final Directory directory;

	private final AvailabilityService presence;

	private final Processes processes;

	private final TicketNoticeService notices;

	Voting(TicketWork work, Boards boards, Decisions decisions, Directory directory, AvailabilityService presence,
			Processes processes, TicketNoticeService notices) {
		this.work = work;
		this.boards = boards;
		this.decisions = decisions;
		this.directory = directory;
		this.presence = presence;
		this.processes = processes;
		this.notices = notices;
	}

	/**
	 * Opens the next round: the policy of the table, and a seat for each eligible member.
	 * Who leaves or comes back meanwhile does so after it.
	 */
	public void open(UUID id) {
		this.presence.hold();
		Change change = change(id);
		VotingPolicy policy = policy(change);
		this.work.save(change.openRound(policy,
				this.boards.seatsFor(change, change.authority().orElseThrow(), policy.vetoRole()), this.work.now()));
		VotingRound round = round(id);
		ask(change, round, round.seats().stream().map(Seat::holder).toList());
	}

	/** Tells the voters once a round that their votes are wanted. */
	private void ask(Change change, VotingRound round, List<UUID> voters) {
		// who may read it is asked of the database
		this.work.flush();
		this.notices.tell(change, "vote",
				Notice.of("cab.vote_requested", change.title(), TimeTexts.of(round.deadline(), this.directory.zone()))
					.once("round-" + round.number())
					.evenToTheActor(),
				Map.of(NoticeAudience.VOTERS, voters));
	}

	private VotingPolicy policy(Change change) {
		Map<String, @Nullable Object> inputs = this.directory.tableInputs(change.place());
		inputs.put("type", change.type());
		inputs.put("risk", change.risk().orElse(Risk.HIGH));
		return VotingPolicy.of(this.decisions.evaluate(VotingPolicy.TABLE, inputs));
	}

	public boolean hasSeats(UUID id) {
		return !round(id).seats().isEmpty();
	}

	/** The ids of the seats of the latest round. */
	public List<String> seats(UUID id) {
		return round(id).seats().stream().map((seat) -> seat.id().toString()).toList();
	}

	/** The username of whoever holds the seat. */
	public String holder(UUID id, String seatId) {
		return round(id).seats()
			.stream()
			.filter((seat) -> seat.id().toString().equals(seatId))
			.findFirst()
			.flatMap((seat) -> this.directory.user(seat.holder()))
			.map(User::username)
			.orElseThrow();
	}

	public Instant deadline(UUID id) {
		return round(id).deadline();
	}

	/**
	 * Counts the caller's vote, in the place of an earlier one of his. Whoever completes
	 * its task has taken the change's row.
	 * @throws Refusal CONFLICT where the round is decided or its time is up, FORBIDDEN
	 * where the caller holds no seat, or no longer stands in where he voted for another;
	 * VALIDATION_FAILED where a reason is missing
	 */
	public void vote(UUID id, String word, @Nullable String reason) {
		VotingRound round = round(id);
		Stamp stamp = this.work.now();
		if (!round.isOpen() || round.standing() != Ballot.Outcome.OPEN || !stamp.at().isBefore(round.deadline())) {
			throw Refusal.conflict("vote", "vote_over");
		}
		Seat seat = round.seatOf(this.work.caller().userId())
			.filter((held) -> this.boards.mayVote(held, change(id)))
			.orElseThrow(() -> Refusal.forbidden("vote", "no_seat"));
		Vote vote = Vote.of(word).orElseThrow(() -> Refusal.invalid("vote", "not_a_choice", Vote.words()));
		if ((vote == Vote.REJECT || vote == Vote.CONDITIONAL) && (reason == null || reason.isBlank())) {
			throw Refusal.invalid("reason", "required");
		}
		seat.cast(vote, reason, stamp);
		this.work.save(change(id).voted(vote.word(), seat.member(), seat.holder(), stamp));
	}

	/**
	 * Gives the seats that wait for a vote to whoever is present for their members. One
	 * that was voted stays as it is. Where nobody may stand in, the seat stays too, and
	 * the change managers are told.
	 */
	public void seatPresent(UUID id) {
		this.work.take(id);
		VotingRound round = round(id);
		if (!round.isOpen() || round.standing() != Ballot.Outcome.OPEN) {
			return;
		}
		Change change = change(id);
		this.boards.seating(change).anew(round.places()).forEach((member, present) -> {
			Seat seat = round.seatFor(member);
			UUID holder = present.orElse(null);
			if (holder == null) {
				unattended(change, seat);
			}
			else if (!holder.equals(seat.holder())) {
				hand(round, change, seat, holder);
			}
		});
	}

	private void hand(VotingRound round, Change change, Seat seat, UUID holder) {
		String from = user(seat.holder()).username();
		seat.handTo(holder);
		ask(change, round, List.of(holder));
		this.work.flush();
		this.processes.handTasks(change.id(), from, user(holder).username());
		String member = user(seat.member()).fullName();
		this.work.note(change.id(), holder.equals(seat.member()) ? Texts.label("change.note.member_back", member)
				: Texts.label("change.note.votes_for", member, user(holder).fullName()), false);
	}

	private void unattended(Change change, Seat seat) {
		this.notices.tell(change, "seat_unattended",
				Notice.of("change.seat_unattended", change.title(), user(seat.member()).fullName())
					.once(seat.id().toString()));
	}

	private User user(UUID id) {
		return this.directory.user(id).orElseThrow();
	}

	public boolean isDecided(UUID id) {
		return round(id).standing() != Ballot.Outcome.OPEN;
	}

	/**
	 * Closes the round by its votes, unless the change manager decided it alone.
	 * @return the outcome's word
	 */
	public String close(UUID id) {
		VotingRound round = round(id);
		if (!round.isOpen()) {
			return round.outcome().orElseThrow();
		}
		Stamp stamp = this.work.now();
		Ballot.Outcome outcome = round.standing();
		round.close(outcome.word(), stamp);
		if (outcome == Ballot.Outcome.CONDITIONAL) {
			this.work.save(change(id).freePlan(stamp).release(stamp));
			round.conditions()
				.forEach((seat) -> this.work.note(id,
						Texts.label("change.note.condition", user(seat.holder()).fullName())
							.with(seat.reason().orElse("")),
						false));
		}
		else if (outcome == Ballot.Outcome.APPROVED) {
			this.work.save(change(id).authorise(round.approvers(), stamp));
		}
		else if (outcome == Ballot.Outcome.REJECTED) {
			this.work.save(change(id).reject(Texts.label("change.note.rejected_by_board").in(this.directory.language()),
					stamp));
		}
		return outcome.word();
	}

	/** Time is up: more of it, no, or another round. */
	public void decide(UUID id, String decision, String reason) {
		VotingRound round = round(id);
		Stamp stamp = this.work.now();
		switch (decision) {
			case "extend" -> round.extend(stamp.at().plus(policy(change(id)).time()));
			case "reject" -> {
				round.close(Ballot.Outcome.REJECTED.word(), stamp);
				this.work.save(change(id).reject(reason, stamp));
			}
			default -> round.close(VotingRound.VOID, stamp);
		}
		this.work.note(id, Texts.label("change.note.decided_at_deadline").with(reason), false);
	}

	/** Nobody on the board may vote, so the change manager decides alone. */
	public void decideAlone(UUID id, String decision, String reason) {
		VotingRound round = round(id);
		Stamp stamp = this.work.now();
		boolean approved = decision.equals("approve");
		round.close((approved ? Ballot.Outcome.APPROVED : Ballot.Outcome.REJECTED).word(), stamp);
		Change change = change(id);
		this.work.save(
				approved ? change.authorise(Set.of(this.work.caller().userId()), stamp) : change.reject(reason, stamp));
		this.work.note(id, Texts.label("change.note.decided_alone").with(reason), false);
	}

	/** The change was cancelled: an open round counts no more. */
	public void abandon(UUID id) {
		change(id).round()
			.filter(VotingRound::isOpen)
			.ifPresent((round) -> round.close(VotingRound.VOID, this.work.now()));
	}

	private VotingRound round(UUID id) {
		return change(id).round().orElseThrow(Refusal::notFound);
	}

	private Change change(UUID id) {
		return this.work.get(Change.class, id);
	}

}
