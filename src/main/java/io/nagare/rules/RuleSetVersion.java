package io.nagare.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A text for a rule set: proposed by one platform administrator, approved or rejected by
 * another. The text never changes.
 */
@Entity
@Table(name = "rule_set_versions")
class RuleSetVersion {

	@Id
	private UUID id;

	@Column(updatable = false)
	private String name;

	@Column(updatable = false)
	private int basedOn;

	@Column(updatable = false)
	private String drl;

	@Column(updatable = false)
	private String examples;

	@Column(updatable = false)
	private String reason;

	@Column(updatable = false)
	private UUID proposedBy;

	@Column(updatable = false)
	private Instant proposedAt;

	private @Nullable UUID decidedBy;

	private @Nullable Instant decidedAt;

	private @Nullable String note;

	private @Nullable Integer number;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected RuleSetVersion() {
	}

	/**
	 * @param basedOn the version that was in force when it was written
	 */
	RuleSetVersion(String name, int basedOn, String drl, String examples, String reason, UUID proposedBy, Instant now) {
		this.id = UUID.randomUUID();
		this.name = name;
		this.basedOn = basedOn;
		this.drl = drl;
		this.examples = examples;
		this.reason = reason;
		this.proposedBy = proposedBy;
		this.proposedAt = now;
	}

	UUID id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	int basedOn() {
		return this.basedOn;
	}

	String drl() {
		return this.drl;
	}

	String examples() {
		return this.examples;
	}

	String reason() {
		return this.reason;
	}

	UUID proposedBy() {
		return this.proposedBy;
	}

	Instant proposedAt() {
		return this.proposedAt;
	}

	Optional<UUID> decidedBy() {
		return Optional.ofNullable(this.decidedBy);
	}

	Optional<Instant> decidedAt() {
		return Optional.ofNullable(this.decidedAt);
	}

	Optional<String> note() {
		return Optional.ofNullable(this.note);
	}

	/** Which version it became; empty where it was not approved. */
	Optional<Integer> number() {
		return Optional.ofNullable(this.number);
	}

	/**
	 * Puts it in force.
	 * @param inForce the latest approved version, 0 for none
	 * @throws Refusal CONFLICT where it is decided, or another version came first;
	 * FORBIDDEN for the person who proposed it
	 */
	RuleSetVersion approve(UUID by, @Nullable String note, int inForce, Instant now) {
		if (by.equals(this.proposedBy)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Detail.of(null, "second_person")));
		}
		decide(by, note, now);
		if (inForce != this.basedOn) {
			throw Refusal.conflict("based_on", "rules_moved_on", inForce, this.basedOn);
		}
		this.number = inForce + 1;
		return this;
	}

	/**
	 * Lays it aside; whoever proposed it may do that too.
	 * @throws Refusal CONFLICT where it is decided
	 */
	RuleSetVersion reject(UUID by, @Nullable String note, Instant now) {
		decide(by, note, now);
		return this;
	}

	private void decide(UUID by, @Nullable String note, Instant now) {
		if (this.decidedBy != null) {
			throw Refusal.conflict(null, "decided_already");
		}
		this.decidedBy = by;
		this.decidedAt = now;
		this.note = note;
	}

}
