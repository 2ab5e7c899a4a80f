package io.nagare.sla.calendar;

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

/** A tenant's own calendar, or what it put in the place of a shipped one. */
@Entity
@Table(name = "calendars")
class StoredCalendar extends DatedEntity<StoredCalendar> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(name = "key")
	private String code;

	@JdbcTypeCode(SqlTypes.JSON)
	private String definition;

	@JdbcTypeCode(SqlTypes.JSON)
	private String holidays = "{}";

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected StoredCalendar() {
	}

	/**
	 * @param definition as JSON
	 */
	StoredCalendar(String code, String definition) {
		this.id = UUID.randomUUID();
		this.code = code;
		this.definition = definition;
	}

	UUID id() {
		return this.id;
	}

	/** Names it within its tenant. */
	String code() {
		return this.code;
	}

	/** As JSON. */
	String definition() {
		return this.definition;
	}

	/** Uploaded days and their names, as JSON. */
	String holidays() {
		return this.holidays;
	}

	/** Counts the states; a shipped calendar nobody has changed would be 0. */
	int state() {
		return version() + 1;
	}

	StoredCalendar redefine(String definition) {
		this.definition = definition;
		return this;
	}

	StoredCalendar takeHolidays(String holidays) {
		this.holidays = holidays;
		return this;
	}

}
