package io.nagare.sla.calendar;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

import io.nagare.shared.OffRecord;

/** A state that a calendar had once, for the clocks that ran by it. Never changed. */
@Entity
@OffRecord("a copy of what the calendar's own change tells")
@Immutable
@Table(name = "calendar_versions")
class CalendarVersion implements Persistable<CalendarVersion.Key> {

	@EmbeddedId
	private Key key;

	@TenantId
	private @Nullable UUID tenantId;

	@JdbcTypeCode(SqlTypes.JSON)
	private String definition;

	@JdbcTypeCode(SqlTypes.JSON)
	private String holidays;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected CalendarVersion() {
	}

	CalendarVersion(StoredCalendar calendar) {
		this.key = new Key(calendar.id(), calendar.state());
		this.definition = calendar.definition();
		this.holidays = calendar.holidays();
	}

	/** As JSON. */
	String definition() {
		return this.definition;
	}

	/** Uploaded days and their names, as JSON. */
	String holidays() {
		return this.holidays;
	}

	@Override
	public Key getId() {
		return this.key;
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

	/** Which calendar, and which of its states. */
	@Embeddable
	record Key(UUID calendarId, long version) implements Serializable {
	}

}
