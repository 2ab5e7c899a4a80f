package io.nagare.change.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.journal.Stamp;

/**
 * One round of votes on a change: its seats, and the policy as it was when the round
 * opened. Whoever writes it has taken the change's row.
 */
@Entity
@Table(name = "change_rounds")
public class VotingRound {

	static final String VOID = "void";

	/** Made by Hibernate, which else asks the database whether it is new. */
	@Id
	@GeneratedValue(strategy = GenerationType.UUID)
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(name = "change_id", insertable = false, updatable = false)
	private UUID changeId;

	@Column(updatable = false)
	private short number;

	@Column(updatable = false)
	private String quorum;

	@Column(updatable = false)
	private String majority;

	@Column(updatable = false)
	private Instant openedAt;

	private Instant deadlineAt;

	private @Nullable String outcome;

	private @Nullable Instant closedAt;

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "round_id", nullable = false, updatable = false)
	@OrderBy("memberId")
	private List<Seat> seats = new ArrayList<>();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected VotingRound() {
	}

	@SuppressWarnings("NullAway.Init") // the id comes with the first saving
	public VotingRound(UUID change, int number, VotingPolicy policy, List<Seat> seats, Stamp stamp) {
		this.changeId = change;
		this.number = (short) number;
		this.quorum = policy.quorum().toString();
		this.majority = policy.majority().toString();
		this.openedAt = stamp.at();
		this.deadlineAt = stamp.at().plus(policy.time());
		this.seats.addAll(seats);
	}

	/** Counts the rounds of a change, from 1. */
	int number() {
		return this.number;
	}

	Instant deadline() {
		return this.deadlineAt;
	}

	/** Those who vote in it. */
	public Set<UUID> holders() {
		return this.seats.stream().map(Seat::holder).collect(Collectors.toSet());
	}

	List<Seat> seats() {
		return List.copyOf(this.seats);
	}

	/** The seat that the user holds; a user holds at most one. */
	Optional<Seat> seatOf(UUID holder) {
		return this.seats.stream().filter((seat) -> seat.holder().equals(holder)).findFirst();
	}

	/** Who has which seat. */
	List<SeatingPolicy.Place> places() {
		return this.seats.stream()
			.map((seat) -> new SeatingPolicy.Place(seat.member(), seat.holder(), seat.vote().isPresent()))
			.toList();
	}

	/** The seat of a member; each has one at most. */
	Seat seatFor(UUID member) {
		return this.seats.stream().filter((seat) -> seat.member().equals(member)).findFirst().orElseThrow();
	}

	/** Everybody who voted yes. */
	Set<UUID> approvers() {
		return this.seats.stream()
			.filter((seat) -> seat.vote().filter(Vote.APPROVE::equals).isPresent())
			.map(Seat::holder)
			.collect(Collectors.toSet());
	}

	/** The seats that approve on a condition, which ended the round. */
	public List<Seat> conditions() {
		return this.seats.stream().filter((seat) -> seat.vote().filter(Vote.CONDITIONAL::equals).isPresent()).toList();
	}

	/** Where it stands by the votes so far. */
	Ballot.Outcome standing() {
		return new Ballot(Quota.parse(this.quorum), Quota.parse(this.majority),
				this.seats.stream().map(Seat::counted).toList())
			.outcome();
	}

	boolean isOpen() {
		return this.outcome == null;
	}

	/** How it ended; empty while it is open. */
	Optional<String> outcome() {
		return Optional.ofNullable(this.outcome);
	}

	void extend(Instant deadline) {
		this.deadlineAt = deadline;
	}

	void close(String outcome, Stamp stamp) {
		this.outcome = outcome;
		this.closedAt = stamp.at();
	}

}
