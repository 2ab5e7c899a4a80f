package io.nagare.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;
import io.nagare.shared.TicketRef;

/**
 * What is known of a single date of recurring work: that it was moved or left out, or
 * what became of it. Each is there once, so that none begins twice.
 */
@Entity
@Table(name = "recurring_work_dates")
public class RecurringDate extends DatedEntity<RecurringDate> {

	static final String MOVED = "moved";

	static final String SKIPPED = "skipped";

	static final String STARTED = "started";

	static final String MISSED = "missed";

	static final String REFUSED = "refused";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID workId;

	@Column(updatable = false)
	private LocalDate ruleDay;

	private LocalDate day;

	private Instant dueAt;

	private String state;

	private @Nullable UUID ticketId;

	private @Nullable String ticketNumber;

	@JdbcTypeCode(SqlTypes.JSON)
	private @Nullable StartRefusal refusal;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String @Nullable [] leftOut;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected RecurringDate() {
	}

	RecurringDate(UUID workId, PlannedDate date, String state) {
		this.id = UUID.randomUUID();
		this.workId = workId;
		this.ruleDay = date.ruleDay();
		this.day = date.date();
		this.dueAt = date.dueAt();
		this.state = state;
	}

	public UUID id() {
		return this.id;
	}

	/** The rule's own day. */
	LocalDate ruleDay() {
		return this.ruleDay;
	}

	/** The day it was planned for. */
	public LocalDate day() {
		return this.day;
	}

	/** When it was, or is, to begin. */
	public Instant dueAt() {
		return this.dueAt;
	}

	/**
	 * {@code moved} and {@code skipped} by somebody, {@code started}, {@code missed}
	 * while the product stood still, or {@code refused}.
	 */
	public String state() {
		return this.state;
	}

	/** What began. */
	public Optional<UUID> ticket() {
		return Optional.ofNullable(this.ticketId);
	}

	/** The number of what began. */
	public Optional<String> ticketNumber() {
		return Optional.ofNullable(this.ticketNumber);
	}

	/** Why nothing did. */
	public Optional<StartRefusal> refusal() {
		return Optional.ofNullable(this.refusal);
	}

	/** Names of answers that were left out as nothing asks them any more. */
	public List<String> leftOut() {
		return (this.leftOut != null) ? List.of(this.leftOut) : List.of();
	}

	boolean isMoved() {
		return this.state.equals(MOVED);
	}

	boolean isSkipped() {
		return this.state.equals(SKIPPED);
	}

	/** Whether somebody changed it and nothing became of it yet. */
	boolean isOpen(Instant now) {
		return (isMoved() || isSkipped()) && this.dueAt.isAfter(now);
	}

	/** It begins at another time. */
	RecurringDate move(Instant dueAt) {
		this.state = MOVED;
		this.dueAt = dueAt;
		return this;
	}

	/** It is left out. */
	RecurringDate skip(Instant dueAt) {
		this.state = SKIPPED;
		this.dueAt = dueAt;
		return this;
	}

	/** A later one began in its place. */
	RecurringDate miss() {
		this.state = MISSED;
		return this;
	}

	/**
	 * It began.
	 * @param leftOut names of answers that nothing asks any more
	 */
	RecurringDate start(TicketRef ticket, Collection<String> leftOut) {
		this.state = STARTED;
		this.leftOut = leftOut.isEmpty() ? null : leftOut.toArray(String[]::new);
		this.ticketId = ticket.id();
		this.ticketNumber = ticket.number();
		return this;
	}

	RecurringDate refuse(StartRefusal why) {
		this.state = REFUSED;
		this.refusal = why;
		return this;
	}

}
