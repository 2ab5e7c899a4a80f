package io.nagare.change.calendar;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.OffRecord;

/**
 * An address under which a calendar program reads the changes without signing in, until
 * somebody revokes it.
 */
@Entity
@Table(name = "change_calendar_feeds")
public class CalendarFeed {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID userId;

	private String name;

	@OffRecord("whoever has the token reads the calendar")
	@Column(updatable = false)
	// read by the look-up across tenants
	private String tokenHash;

	@CreationTimestamp
	private Instant createdAt = Instant.now();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected CalendarFeed() {
	}

	CalendarFeed(UUID userId, String name, String tokenHash) {
		this.id = UUID.randomUUID();
		this.userId = userId;
		this.name = name;
		this.tokenHash = tokenHash;
	}

	public UUID id() {
		return this.id;
	}

	/** Who made it; it shows nothing any more when he may not read changes. */
	public UUID userId() {
		return this.userId;
	}

	/** What it is for, in its maker's words. */
	public String name() {
		return this.name;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
