package io.nagare.ticket.link;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

import io.nagare.ticket.journal.Stamp;

/**
 * One ticket's relation to another, read from the source: it is a child of the target, …
 */
@Entity
@Immutable
@Table(name = "ticket_links")
public class TicketLink implements Persistable<UUID> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID sourceId;

	private UUID targetId;

	private String linkType;

	private @Nullable UUID createdBy;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TicketLink() {
	}

	public TicketLink(UUID sourceId, UUID targetId, LinkType type, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.sourceId = sourceId;
		this.targetId = targetId;
		this.linkType = type.word();
		this.createdBy = stamp.actor();
		this.createdAt = stamp.at();
	}

	public UUID source() {
		return this.sourceId;
	}

	public UUID target() {
		return this.targetId;
	}

	/** Whether the ticket is at one of its ends. */
	public boolean concerns(UUID ticket) {
		return this.sourceId.equals(ticket) || this.targetId.equals(ticket);
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

}
