package io.nagare.ticket.attachment;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A file on a ticket; its bytes lie in the data directory. Never changed. */
@Entity
@Immutable
@Table(name = "ticket_attachments")
class Attachment implements Persistable<UUID> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ticketId;

	private String fileName;

	private long fileSize;

	private String contentType;

	private String sha256;

	private String storagePath;

	private UUID uploadedBy;

	private Instant uploadedAt;

	/** What was held back is released by one statement. */
	@Column(name = "is_public")
	private boolean shown;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Attachment() {
	}

	Attachment(UUID id, UUID ticketId, StoredFile file, UUID uploadedBy, Instant uploadedAt, boolean shown) {
		this.id = id;
		this.ticketId = ticketId;
		this.fileName = file.name();
		this.fileSize = file.size();
		this.contentType = file.contentType();
		this.sha256 = file.sha256();
		this.storagePath = file.path();
		this.uploadedBy = uploadedBy;
		this.uploadedAt = uploadedAt;
		this.shown = shown;
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	UUID ticketId() {
		return this.ticketId;
	}

	/** Whether whoever reads the ticket sees it. */
	boolean isShown() {
		return this.shown;
	}

	String fileName() {
		return this.fileName;
	}

	String contentType() {
		return this.contentType;
	}

	String storagePath() {
		return this.storagePath;
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

	/**
	 * A file that was kept.
	 *
	 * @param name as its owner calls it
	 * @param size in bytes
	 * @param path within the folder of attachments
	 */
	record StoredFile(String name, long size, String contentType, String sha256, String path) {
	}

}
