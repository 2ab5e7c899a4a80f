package io.nagare.ticket.time;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;

/**
 * So many minutes of one person on one day. It keeps the rate that the ticket's team had
 * when it was written, whatever becomes of the rate, the team and the minutes.
 */
@Entity
@Table(name = "ticket_time_entries")
class TimeEntry extends DatedEntity<TimeEntry> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID ticketId;

	@Column(updatable = false)
	private UUID userId;

	private int minutes;

	private LocalDate workedOn;

	private @Nullable String note;

	@Column(updatable = false)
	private @Nullable Integer hourlyRate;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TimeEntry() {
	}

	TimeEntry(UUID ticketId, UUID userId, int minutes, LocalDate workedOn, @Nullable String note,
			@Nullable Integer hourlyRate) {
		this.id = UUID.randomUUID();
		this.ticketId = ticketId;
		this.userId = userId;
		this.minutes = minutes;
		this.workedOn = workedOn;
		this.note = note;
		this.hourlyRate = hourlyRate;
	}

	UUID id() {
		return this.id;
	}

	int minutes() {
		return this.minutes;
	}

	/** Whether that person worked. */
	boolean isOf(UUID user) {
		return this.userId.equals(user);
	}

	void took(int minutes) {
		this.minutes = minutes;
	}

	void wasOn(LocalDate day) {
		this.workedOn = day;
	}

	void describe(@Nullable String note) {
		this.note = note;
	}

}
