package io.nagare.availability;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;
import io.nagare.shared.ToldOutside;

/** A time in which a service was not available, as those say who work on a ticket. */
@ToldOutside(kind = "outage", reads = "incident:read", fields = { "ticketId", "ciId", "beganAt", "endedAt" })
@Entity
@Table(name = "outages")
public class Outage extends DatedEntity<Outage> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID ticketId;

	private UUID ciId;

	private Instant beganAt;

	private @Nullable Instant endedAt;

	/** Whether the resolution of the ticket ended it, and nobody said since when. */
	private boolean endedByResolution;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Outage() {
	}

	Outage(UUID ticketId, UUID ciId, Instant beganAt, @Nullable Instant endedAt) {
		this.id = UUID.randomUUID();
		this.ticketId = ticketId;
		this.ciId = ciId;
		this.beganAt = beganAt;
		this.endedAt = endedAt;
	}

	public UUID id() {
		return this.id;
	}

	public UUID ticket() {
		return this.ticketId;
	}

	/** The service. */
	public UUID service() {
		return this.ciId;
	}

	public Instant began() {
		return this.beganAt;
	}

	/** Empty while it lasts. */
	public Optional<Instant> ended() {
		return Optional.ofNullable(this.endedAt);
	}

	/** Its service is the same as another, which goes on in its place. */
	Outage isOf(UUID service) {
		this.ciId = service;
		return this;
	}

	Outage lasted(Instant beganAt, @Nullable Instant endedAt) {
		this.beganAt = beganAt;
		this.endedAt = endedAt;
		this.endedByResolution = false;
		return this;
	}

	/** It is over with its ticket, unless the ticket is reopened. */
	Outage endWithResolution(Instant at) {
		lasted(this.beganAt.isAfter(at) ? at : this.beganAt, at);
		this.endedByResolution = true;
		return this;
	}

	/** It was not over: it lasts as if the resolution had not been. */
	Outage goOn() {
		return lasted(this.beganAt, null);
	}

	/** Until then, where it still lasts. */
	Span until(Instant now) {
		return new Span(this.beganAt, ended().orElse(now));
	}

}
