package io.nagare.change.board;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.OnBehalf;
import io.nagare.ticket.journal.Stamp;

/** A seat on the board in one round of votes. */
@Entity
@Table(name = "change_seats")
public class Seat {

	/** Made by Hibernate, which else asks the database whether it is new. */
	@Id
	@GeneratedValue(strategy = GenerationType.UUID)
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@OnBehalf(when = "update")
	@Column(updatable = false)
	private UUID memberId;

	private UUID holderId;

	@Column(updatable = false)
	private boolean veto;

	private @Nullable String vote;

	private @Nullable String reason;

	private @Nullable Instant votedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Seat() {
	}

	@SuppressWarnings("NullAway.Init") // the id comes with the first saving
	Seat(UUID member, UUID holder, boolean veto) {
		this.memberId = member;
		this.holderId = holder;
		this.veto = veto;
	}

	UUID id() {
		return this.id;
	}

	/** Whose seat it is. */
	UUID member() {
		return this.memberId;
	}

	/** Another votes in the member's place, or the member himself again. */
	void handTo(UUID holder) {
		this.holderId = holder;
	}

	/** Whoever votes; the member himself, unless another stands in for him. */
	UUID holder() {
		return this.holderId;
	}

	Optional<Vote> vote() {
		return Optional.ofNullable(this.vote).flatMap(Vote::of);
	}

	/** What the voter wrote; empty for nothing. */
	public Optional<String> reason() {
		return Optional.ofNullable(this.reason);
	}

	/** The latest vote counts. */
	void cast(Vote vote, @Nullable String reason, Stamp stamp) {
		this.vote = vote.word();
		this.reason = reason;
		this.votedAt = stamp.at();
	}

	Ballot.Seat counted() {
		return new Ballot.Seat(this.veto, vote().orElse(null));
	}

}
