package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

import io.nagare.shared.OffRecord;

/** Something that happened to a clock. Never changed. */
@Entity
@OffRecord("is a record itself, and never changed")
@Immutable
@Table(name = "sla_ledger")
class LedgerEntry implements Persistable<UUID> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ticketId;

	private UUID clockId;

	private int sequence;

	@Column(name = "clock")
	private String kind;

	private String type;

	private Instant at;

	private @Nullable String reason;

	private @Nullable UUID actorId;

	private @Nullable String definition;

	private @Nullable Long targetSeconds;

	private @Nullable String calendar;

	private @Nullable Long calendarVersion;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String @Nullable [] pausesOn;

	private @Nullable UUID teamId;

	@JdbcTypeCode(SqlTypes.JSON)
	private @Nullable String decidedBy;

	private Instant recordedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected LedgerEntry() {
	}

	LedgerEntry(UUID ticketId, UUID clockId, int sequence, ClockKind kind, Happening happening) {
		this.id = UUID.randomUUID();
		this.ticketId = ticketId;
		this.clockId = clockId;
		this.sequence = sequence;
		this.kind = kind.word();
		this.type = happening.type().word();
		this.at = happening.at();
		this.reason = happening.reason();
		this.actorId = happening.actor();
		this.recordedAt = happening.recordedAt();
	}

	/** With what a start or a retarget agrees. */
	LedgerEntry agreeing(SlaAgreement agreement) {
		this.definition = agreement.definition();
		this.targetSeconds = agreement.target().toSeconds();
		this.calendar = agreement.calendar();
		this.calendarVersion = agreement.calendarVersion();
		this.pausesOn = agreement.pausesOn().stream().sorted().toArray(String[]::new);
		this.teamId = agreement.team();
		this.decidedBy = agreement.decision();
		return this;
	}

	UUID ticketId() {
		return this.ticketId;
	}

	UUID clockId() {
		return this.clockId;
	}

	int sequence() {
		return this.sequence;
	}

	ClockKind kind() {
		return ClockKind.of(this.kind);
	}

	EntryType type() {
		return EntryType.of(this.type);
	}

	Instant at() {
		return this.at;
	}

	@Nullable String reason() {
		return this.reason;
	}

	@Nullable UUID actor() {
		return this.actorId;
	}

	/** When it was written down. */
	Instant recordedAt() {
		return this.recordedAt;
	}

	@Nullable String decision() {
		return this.decidedBy;
	}

	/** What a start or a retarget agrees. */
	SlaAgreement agreement() {
		return new SlaAgreement(kind(), Objects.requireNonNull(this.definition),
				Duration.ofSeconds(Objects.requireNonNull(this.targetSeconds)), Objects.requireNonNull(this.calendar),
				Objects.requireNonNull(this.calendarVersion),
				new TreeSet<>(Set.of(Objects.requireNonNull(this.pausesOn))), this.teamId,
				Objects.requireNonNullElse(this.decidedBy, "{}"));
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

	/**
	 * What happens to a clock.
	 *
	 * @param at when it happened
	 * @param recordedAt when it was written down, which is later where an earlier history
	 * is taken over
	 */
	record Happening(EntryType type, Instant at, @Nullable String reason, @Nullable UUID actor, Instant recordedAt) {
	}

}
